package dev.flotilla.main.workflow;

import dev.flotilla.fleet.source.Verification.GitHubActions;
import java.util.Map;
import java.util.TreeMap;

/**
 * The GitHub workflow that publishes and signs one artifact, at the Git refs that clusters demand.
 *
 * @param repository the Git repository that it is in, {@code owner/name}
 * @param file its name there, in {@code .github/workflows}
 */
record Workflow(String repository, String file, PublishedChannels published) {
  /** Returns what clusters with this rule demand. */
  static Workflow of(GitHubActions rule, FollowedArtifact followed) {
    return new Workflow(
        rule.repository(), rule.workflow(), PublishedChannels.of(followed, rule.ref()));
  }

  /** Returns this file, which publishes what {@code other} does too. */
  Workflow and(Workflow other) {
    return new Workflow(repository, file, published.and(other.published));
  }

  /** Returns the text of the file. */
  String text(GitHubJob job) {
    Map<String, String> values = new TreeMap<>();
    values.put("branches", GitHubJob.quoted(published.branches().keySet()));
    values.put("artifact", published.component().orElse("the fleet"));
    values.put("of-artifact", published.ofArtifact());
    values.put("component", published.component().orElse(""));
    values.put("file", file);
    values.put("name", file.replaceFirst("\\.ya?ml$", ""));
    values.put("registry", published.url().host());
    values.put("of-branch", ofBranch());
    String channel = hasSeveralChannels() ? channelVariable() : "";
    values.put("channel", channel);
    values.put("channel-step", channel.isEmpty() ? "" : "        env:\n" + channel);
    values.put("of-release", published.ofRelease());
    values.put("tag-prefix", published.tagPrefix());
    values.put("version", version());
    return job.fill(template(), values);
  }

  /** Returns the option for the channel of the branch that a workflow runs at. */
  private String ofBranch() {
    if (published.branches().isEmpty()) {
      return "";
    }
    return hasSeveralChannels()
        ? " --channel \"$CHANNEL\""
        : PublishedChannels.ofBranch(GitHubJob.ofBranch(published.branches()));
  }

  private boolean hasSeveralChannels() {
    return published.branches().values().stream().distinct().count() > 1;
  }

  /** A script has no expression: what it says would become a part of the script. */
  private String channelVariable() {
    return "          CHANNEL: %s\n".formatted(GitHubJob.ofBranch(published.branches()));
  }

  /** Returns how the shell gets {@code v1.2.3} from the tag that a workflow runs at. */
  private String version() {
    String prefix = published.tagPrefix();
    if (prefix.equals("v")) {
      return "$GITHUB_REF_NAME";
    }
    return prefix.endsWith("/v") ? "${GITHUB_REF_NAME##*/}" : "v${GITHUB_REF_NAME#" + prefix + "}";
  }

  private String template() {
    if (published.branches().isEmpty()) {
      return "release.yaml";
    }
    return published.component().isEmpty() ? "fleet.yaml" : "push.yaml";
  }
}
