package dev.flotilla.main.workflow;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification.GitHubActions;
import dev.flotilla.main.project.Template;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The workflow file that publishes and signs one artifact, at the Git refs that clusters demand.
 *
 * @param repository the Git repository that it is in, {@code owner/name}
 * @param file its name there, in {@code .github/workflows}
 * @param url what it publishes
 * @param component the component or tenant that this is; empty means the fleet
 * @param tagPrefix what stands before the version in the Git tags of its releases
 * @param branches whose builds it publishes, if any, and the channels that these go to
 * @param releases the channels that its releases go to
 */
record Workflow(
    String repository,
    String file,
    OciUrl url,
    Optional<String> component,
    String tagPrefix,
    SortedMap<String, String> branches,
    SortedSet<String> releases) {
  Workflow {
    branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
    releases = Collections.unmodifiableSortedSet(new TreeSet<>(releases));
  }

  /** Returns what clusters with this rule demand. */
  static Workflow of(
      GitHubActions rule,
      OciUrl url,
      Optional<String> component,
      String tagPrefix,
      Channel channel) {
    SortedMap<String, String> branches = new TreeMap<>();
    rule.ref().branches().forEach(branch -> branches.put(branch, channel.tag().value()));
    SortedSet<String> releases = new TreeSet<>();
    if (channel.isReleased()) {
      releases.add(channel.tag().value());
    }
    return new Workflow(
        rule.repository(), rule.workflow(), url, component, tagPrefix, branches, releases);
  }

  /** Returns this file, which publishes what {@code other} does too. */
  Workflow and(Workflow other) {
    SortedMap<String, String> allBranches = new TreeMap<>(branches);
    allBranches.putAll(other.branches);
    SortedSet<String> allReleases = new TreeSet<>(releases);
    allReleases.addAll(other.releases);
    return new Workflow(repository, file, url, component, tagPrefix, allBranches, allReleases);
  }

  /**
   * Returns the text of the file.
   *
   * @param fleet the Git repository with the fleet's program
   */
  String text(String fleet) {
    boolean isElsewhere = !repository.equals(fleet);
    Map<String, String> values = new TreeMap<>();
    values.put(
        "branches", branches.keySet().stream().map(this::quoted).collect(Collectors.joining(", ")));
    values.put("checkout-of-fleet", isElsewhere ? read("checkout-of-fleet.yaml") : "");
    values.put("component", component.orElse(""));
    values.put("file", file);
    values.put("fleet", fleet);
    values.put("flotilla", isElsewhere ? ".fleet/flotilla" : "./flotilla");
    values.put("name", file.replaceFirst("\\.ya?ml$", ""));
    values.put("registry", url.host());
    values.put("of-branch", ofBranch());
    values.put("of-release", ofRelease());
    values.put("repository", repository);
    values.put("tag-prefix", tagPrefix);
    values.put("version", version());
    return new Template(read(template()).replace("{{steps}}", read("steps.yaml"))).fill(values);
  }

  /** Returns the option for the channel of the branch that a workflow runs at. */
  private String ofBranch() {
    List<String> channels = branches.values().stream().distinct().toList();
    if (channels.size() > 1) {
      return " --channel ${{ "
          + branches.entrySet().stream()
              .map(
                  branch ->
                      "github.ref_name == '%s' && '%s'"
                          .formatted(branch.getKey(), branch.getValue()))
              .collect(Collectors.joining(" || "))
          + " }}";
    }
    return option(channels, Channel.LATEST);
  }

  /** Returns the option for the channel of releases; of several, users promote to the others. */
  private String ofRelease() {
    return releases.contains(Channel.LATEST_STABLE.tag().value())
        ? ""
        : option(List.copyOf(releases), Channel.LATEST_STABLE);
  }

  private static String option(List<String> channels, Channel usual) {
    return channels.isEmpty() || channels.get(0).equals(usual.tag().value())
        ? ""
        : " --channel " + channels.get(0);
  }

  /** Returns how the shell gets {@code v1.2.3} from the tag that a workflow runs at. */
  private String version() {
    if (tagPrefix.equals("v")) {
      return "$GITHUB_REF_NAME";
    }
    return tagPrefix.endsWith("/v")
        ? "${GITHUB_REF_NAME##*/}"
        : "v${GITHUB_REF_NAME#" + tagPrefix + "}";
  }

  private String template() {
    if (component.isEmpty()) {
      return "fleet.yaml";
    }
    return branches.isEmpty() ? "release.yaml" : "push.yaml";
  }

  private String quoted(String branch) {
    return "'" + branch + "'";
  }

  private static String read(String resource) {
    return Template.of(Workflow.class, resource).text();
  }
}
