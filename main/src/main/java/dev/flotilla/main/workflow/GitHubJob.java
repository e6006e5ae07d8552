package dev.flotilla.main.workflow;

import dev.flotilla.main.project.Template;
import dev.flotilla.main.workflow.ProgramSource.Download;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the jobs of all workflows in a Git repository have in common: where they run, and how they
 * get the program.
 *
 * @param repository the Git repository with the workflows, {@code owner/name}
 * @param fleet the Git repository with the fleet's sources
 */
record GitHubJob(String repository, String fleet, ProgramSource program) {
  /** The registry that takes a run's own token. */
  private static final String OWN_REGISTRY = "ghcr.io";

  /** The permissions by which a job fetches what was approved. */
  static final String READ_APPROVED =
      """
            actions: read # the bundle of a review
            pull-requests: read # the comment that has its digest
      """;

  /** Returns a template of this package, filled in. */
  String fill(String template, Map<String, String> values) {
    Map<String, String> all = new TreeMap<>(values);
    all.put("fleet", fleet);
    all.put("repository", repository);
    boolean isOfFleet = repository.equals(fleet);
    String text =
        read(template)
            .replace("{{read-approved}}", isOfFleet ? READ_APPROVED : "")
            .replace(
                "{{publish-branch}}",
                isOfFleet
                    ? fetchIfApproved("github.event_name == 'push' && github.ref_type == 'branch'")
                        + read("publish-approved.yaml")
                    : read("publish-branch.yaml"))
            .replace("{{steps}}", read("steps.yaml"))
            .replace("{{stack-steps}}", read("stack-steps.yaml"))
            .replace("{{stack-tools}}", read("stack-tools.yaml"));
    if (isOfFleet) {
      all.put("flotilla", "./flotilla");
      text = withProgram(text, "program-here.yaml");
    } else if (program instanceof Download download) {
      all.put("flotilla", "flotilla");
      all.putAll(download.values());
      text = withProgram(text, "program-download.yaml");
    } else {
      all.put("flotilla", ".fleet/flotilla");
      text = withProgram(text, "program-of-fleet.yaml");
    }
    all.put("environment", environment());
    return new Template(text).fill(all);
  }

  /** Returns what a template that logs in to a registry, if it can, is filled in with. */
  static Map<String, String> login(String registry) {
    return Map.of(
        "registry",
        registry,
        "or-own-token",
        registry.equals(OWN_REGISTRY) ? " || github.token" : "");
  }

  /**
   * Returns the step that fetches the bundle of the pull request that was merged.
   *
   * @param condition when it runs
   */
  static String fetchApproved(String condition) {
    return fetch(
        condition, "error", "1", "run this workflow by hand, which plans what it would change");
  }

  /** Returns that step where what was not reviewed is done too. */
  private static String fetchIfApproved(String condition) {
    return fetch(condition, "notice", "0", "so what is built now is published");
  }

  private static String fetch(String condition, String level, String code, String without) {
    return new Template(read("fetch-approved.yaml"))
        .fill(Map.of("if", condition, "level", level, "code", code, "without", without));
  }

  private String environment() {
    return program instanceof Download download
        ? download.variables().entrySet().stream()
            .map(variable -> "      %s: '%s'\n".formatted(variable.getKey(), variable.getValue()))
            .collect(Collectors.joining("", "    env:\n", ""))
        : "";
  }

  private static String withProgram(String text, String resource) {
    return text.replace("{{program}}", read(resource));
  }

  /** Returns names as they stand in a list of YAML. */
  static String quoted(Collection<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }

  /** Returns the expression for what belongs to the branch that a workflow runs at. */
  static String ofBranch(SortedMap<String, String> values) {
    List<String> distinct = values.values().stream().distinct().toList();
    if (distinct.size() == 1) {
      return distinct.get(0);
    }
    return values.entrySet().stream()
        .map(value -> "github.ref_name == '%s' && '%s'".formatted(value.getKey(), value.getValue()))
        .collect(Collectors.joining(" || ", "${{ ", " }}"));
  }

  private static String read(String resource) {
    return Template.of(GitHubJob.class, resource).text();
  }
}
