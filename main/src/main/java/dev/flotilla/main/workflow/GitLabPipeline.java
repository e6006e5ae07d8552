package dev.flotilla.main.workflow;

import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.SigningIdentity;
import dev.flotilla.main.project.Template;
import dev.flotilla.main.workflow.ProgramSource.Download;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pipeline of a project on GitLab that checks merge requests, and publishes and signs what the
 * project builds. The certificate of a signature names the pipeline's file and the Git ref.
 *
 * @param project the project with its groups, for example {@code acme/platform/apps}
 * @see <a href="https://docs.gitlab.com/ci/yaml/signing_examples/">Sigstore for keyless signing</a>
 */
record GitLabPipeline(FleetDescriptor fleet, String project, ProgramSource program) {
  /** The path of the file. */
  static final String FILE = ".gitlab-ci.yml";

  private static final Pattern SUBJECT =
      Pattern.compile("https://[^/]+/(.+?)//\\.gitlab-ci\\.yml@");

  /** A release, of any version. */
  private static final String VERSION = "1.2.3";

  /** Returns the text of the file, if clusters accept a signature of it. */
  Optional<String> text() {
    SortedMap<String, PublishedChannels> published = published();
    if (published.isEmpty()) {
      return Optional.empty();
    }
    if (!isOfFleet() && !(program instanceof Download)) {
      throw new IllegalArgumentException(
          "a project on GitLab without the fleet's sources must fetch the program, got none for '%s'; set --program and --fleet"
              .formatted(project));
    }
    StringBuilder text = new StringBuilder(head(published.get(published.firstKey())));
    if (published.values().stream().anyMatch(one -> one.component().isPresent())) {
      text.append(fill("gitlab-check.yaml", Map.of()));
    }
    if (isOfFleet()) {
      text.append(fill("gitlab-review.yaml", Map.of("followers", followers())));
    }
    published.values().forEach(one -> text.append(jobs(one)));
    return Optional.of(text.toString());
  }

  /** Returns the cases of a shell that say which clusters a merge is deployed to. */
  private String followers() {
    return new DeployedEnvironments(fleet)
        .clustersByBranch().entrySet().stream()
            .map(of -> "        '%s') clusters='%s' ;;\n".formatted(of.getKey(), of.getValue()))
            .collect(Collectors.joining());
  }

  private boolean isOfFleet() {
    return project.equals(fleet.organization().fleetGitRepository());
  }

  /** Returns what clusters accept from this project: the fleet first, then by name. */
  private SortedMap<String, PublishedChannels> published() {
    SortedMap<String, PublishedChannels> published = new TreeMap<>();
    FollowedArtifact.of(fleet)
        .forEach(
            followed ->
                signed(followed)
                    .map(ref -> PublishedChannels.of(followed, ref))
                    .forEach(
                        one ->
                            published.merge(
                                followed.component().orElse(""), one, PublishedChannels::and)));
    return published;
  }

  /** Returns the refs at which a signature of this project is one that clusters demand. */
  private Stream<GitRef> signed(FollowedArtifact followed) {
    Predicate<String> isAccepted =
        ref ->
            followed.signers().flatMap(rule -> rule.identities().stream()).anyMatch(accepts(ref));
    Stream<GitRef> refs =
        fleet.environments().stream()
            .filter(environment -> environment.channel().equals(followed.channel()))
            .map(Environment::signedFrom)
            .flatMap(ref -> ref.branches().map(GitRef::branch));
    return followed.channel().isReleased()
        ? Stream.of(GitRef.semverTags())
            .filter(
                any -> isAccepted.test("refs/tags/" + followed.artifact().tagPrefix() + VERSION))
        : refs.filter(ref -> isAccepted.test(ref.shown()));
  }

  private Predicate<SigningIdentity> accepts(String ref) {
    return identity ->
        (identity.issuer().replace("\\", "") + "/" + project + "//" + FILE + "@" + ref)
            .matches(identity.subject());
  }

  private String head(PublishedChannels any) {
    Map<String, String> values = new TreeMap<>();
    values.put("registry", any.url().host());
    values.put("variables", "");
    values.put("program", "");
    if (program instanceof Download download) {
      values.put("program", fill("gitlab-program.yaml", download.values()));
      values.put(
          "variables",
          download.variables().entrySet().stream()
              .map(variable -> "  %s: '%s'\n".formatted(variable.getKey(), variable.getValue()))
              .collect(Collectors.joining()));
    }
    return fill("gitlab.yaml", values);
  }

  private String jobs(PublishedChannels one) {
    Map<String, String> values = new TreeMap<>();
    values.put("artifact", one.ofArtifact());
    values.put("changes", changes(one));
    values.put("of-release", one.ofRelease());
    values.put("tag-prefix", one.tagPrefix());
    values.put("tag-pattern", one.tagPrefix().replace(".", "\\.").replace("/", "\\/"));
    // Names of components have no '/', and the fleet has none: so no two jobs have one.
    values.put("of-artifact", one.component().map(name -> "-" + name).orElse(""));
    StringBuilder jobs = new StringBuilder();
    one.branches()
        .forEach(
            (branch, channel) -> {
              values.put("at-branch", one.branches().size() == 1 ? "" : "/" + branch);
              values.put("branch", branch);
              values.put("of-branch", PublishedChannels.ofBranch(channel));
              jobs.append(fill("gitlab-publish.yaml", values));
            });
    return jobs.append(one.releases().isEmpty() ? "" : fill("gitlab-release.yaml", values))
        .toString();
  }

  private static String changes(PublishedChannels one) {
    return one.component()
        .map(name -> "      changes: ['components/%s/**/*', '%s']\n".formatted(name, FILE))
        .orElse("");
  }

  private String fill(String resource, Map<String, String> values) {
    Map<String, String> all = new TreeMap<>(values);
    all.put("flotilla", isOfFleet() ? "./flotilla" : "flotilla");
    return Template.of(GitLabPipeline.class, resource).fill(all);
  }

  /** Returns the projects whose pipelines some cluster accepts. */
  static Stream<String> projects(FleetDescriptor fleet) {
    return FollowedArtifact.of(fleet)
        .flatMap(FollowedArtifact::signers)
        .flatMap(rule -> rule.identities().stream())
        .map(identity -> SUBJECT.matcher(identity.subject().replace("\\", "")))
        .filter(Matcher::lookingAt)
        .map(subject -> subject.group(1));
  }
}
