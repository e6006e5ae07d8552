package dev.flotilla.main.workflow;

import dev.flotilla.constructs.flux.GitRef;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.Verification.GitHubActions;
import dev.flotilla.main.project.Template;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The file that signs one artifact, at the refs that clusters demand.
 *
 * @param repository the Git repository that it is in, {@code owner/name}
 * @param file its name there, in {@code .github/workflows}
 * @param url what it publishes
 * @param component the component or tenant that this is; empty means the fleet
 * @param tagPrefix what stands before the version in the Git tags of its releases
 * @param branches whose builds it publishes, if any
 */
record Workflow(
    String repository,
    String file,
    OciUrl url,
    Optional<String> component,
    String tagPrefix,
    SortedSet<String> branches) {
  Workflow {
    branches = Collections.unmodifiableSortedSet(new TreeSet<>(branches));
  }

  /** Returns what clusters with this rule demand. */
  static Workflow of(GitHubActions rule, OciUrl url, Optional<String> component, String tagPrefix) {
    SortedSet<String> branches = new TreeSet<>();
    if (rule.ref() instanceof GitRef.Branch branch) {
      branches.add(branch.name());
    }
    return new Workflow(rule.repository(), rule.workflow(), url, component, tagPrefix, branches);
  }

  /** Returns this file, which publishes what {@code other} does too. */
  Workflow and(Workflow other) {
    SortedSet<String> all = new TreeSet<>(branches);
    all.addAll(other.branches);
    return new Workflow(repository, file, url, component, tagPrefix, all);
  }

  /**
   * Returns the text of the file.
   *
   * @param fleet the Git repository with the fleet's program
   */
  String text(String fleet) {
    boolean isElsewhere = !repository.equals(fleet);
    Map<String, String> values = new TreeMap<>();
    values.put("branches", branches.stream().map(this::quoted).collect(Collectors.joining(", ")));
    values.put("checkout-of-fleet", isElsewhere ? read("checkout-of-fleet.yaml") : "");
    values.put("component", component.orElse(""));
    values.put("file", file);
    values.put("fleet", fleet);
    values.put("flotilla", isElsewhere ? ".fleet/flotilla" : "./flotilla");
    values.put("name", file.replaceFirst("\\.ya?ml$", ""));
    values.put("registry", url.host());
    values.put("repository", repository);
    values.put("tag-prefix", tagPrefix);
    values.put("version", version());
    return new Template(read(template()).replace("{{steps}}", read("steps.yaml"))).fill(values);
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
