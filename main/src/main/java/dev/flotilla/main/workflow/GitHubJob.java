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
  /** Returns a template of this package, filled in. */
  String fill(String template, Map<String, String> values) {
    Map<String, String> all = new TreeMap<>(values);
    all.put("fleet", fleet);
    all.put("repository", repository);
    String text =
        read(template)
            .replace("{{steps}}", read("steps.yaml"))
            .replace("{{stack-steps}}", read("stack-steps.yaml"));
    if (repository.equals(fleet)) {
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
