package dev.flotilla.main.status;

import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints what artifacts were built from and by whom, and of which that is not known. */
public final class ProvenanceTable {
  private static final int DIGITS = 8;

  private final Report report;

  /** Prints to {@code report}. */
  public ProvenanceTable(Report report) {
    this.report = report;
  }

  /** Prints an empty line and a row for each artifact of each cluster. */
  public void print(Map<String, List<ArtifactProvenance>> clusters) {
    Table table = new Table("CLUSTER", "ARTIFACT", "COMMIT", "REPOSITORY", "BUILT BY", "RUN");
    List<String> unknown = new ArrayList<>();
    clusters.forEach(
        (cluster, artifacts) -> {
          artifacts.stream()
              .filter(ArtifactProvenance::isKnown)
              .forEach(artifact -> row(table, cluster, artifact));
          unknown(artifacts)
              .forEach(
                  (message, names) ->
                      unknown.add(cluster + ": " + String.join(", ", names) + ": " + message));
        });
    List<String> lines = table.lines();
    if (lines.size() > 1 || !unknown.isEmpty()) {
      report.data("");
    }
    if (lines.size() > 1) {
      lines.forEach(report::data);
    }
    unknown.forEach(report::data);
  }

  /** Returns, by the reason, the artifacts of which nothing is known and nothing is wrong. */
  private static Map<String, List<String>> unknown(List<ArtifactProvenance> artifacts) {
    Map<String, List<String>> unknown = new LinkedHashMap<>();
    artifacts.stream()
        .filter(artifact -> !artifact.isKnown() && !artifact.isWrong())
        .forEach(
            artifact ->
                unknown
                    .computeIfAbsent(artifact.message(), message -> new ArrayList<>())
                    .add(artifact.artifact()));
    return unknown;
  }

  private static void row(Table table, String cluster, ArtifactProvenance artifact) {
    String commit = artifact.commit();
    table.row(
        cluster,
        artifact.artifact(),
        commit.substring(0, Math.min(commit.length(), DIGITS)),
        plain(artifact.repository()),
        plain(artifact.builder()).replace("/.github/workflows/", ": "),
        artifact.run());
  }

  private static String plain(String url) {
    return url.replaceFirst("^https://(github\\.com/)?", "");
  }

  /**
   * Prints a warning for each artifact that somebody has to look at.
   *
   * @return the exit code
   */
  public int warn(Map<String, List<ArtifactProvenance>> clusters) {
    int exitCode = ExitCode.DONE;
    for (Map.Entry<String, List<ArtifactProvenance>> cluster : clusters.entrySet()) {
      for (ArtifactProvenance artifact : cluster.getValue()) {
        if (artifact.isWrong()) {
          report.status("warning: cluster '" + cluster.getKey() + "': " + artifact.message());
          exitCode = ExitCode.ATTENTION;
        }
      }
    }
    return exitCode;
  }
}
