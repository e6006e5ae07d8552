package dev.flotilla.main.versions;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.Table;
import dev.flotilla.main.versions.ArtifactVersion.Behind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Shows the versions of artifacts, a row for each cluster. */
public final class VersionsTable {
  private static final String UNKNOWN = "unknown";
  private static final String NONE = "-";

  private VersionsTable() {}

  /** Returns the lines. */
  public static List<String> lines(List<ArtifactVersion> versions) {
    Table table =
        new Table(
                "ARTIFACT",
                "ENVIRONMENT",
                "RING",
                "CLUSTER",
                "RUNS",
                "CHANNEL AT",
                "NOT PROMOTED",
                "BEHIND")
            .optional("RING");
    versions.forEach(
        version ->
            table.row(
                version.artifact(),
                version.environment(),
                version.ring().map(RingName::value).orElse(""),
                version.cluster(),
                runs(version),
                text(version.published()),
                text(version.notPromoted()),
                behind(version)));
    return table.lines();
  }

  private static String runs(ArtifactVersion version) {
    if (!version.runs().isEmpty()) {
      return Digest.shortened(version.runs());
    }
    return version.message().isEmpty() ? NONE : UNKNOWN;
  }

  private static String text(String revision) {
    return revision.isEmpty() ? NONE : Digest.shortened(revision);
  }

  private static String behind(ArtifactVersion version) {
    return version.behind().isEmpty()
        ? NONE
        : version.behind().stream().map(VersionsTable::behind).collect(Collectors.joining(", "));
  }

  private static String behind(Behind behind) {
    return behind.seconds() == 0
        ? behind.environment()
        : behind.environment() + " by " + text(Duration.ofSeconds(behind.seconds()));
  }

  /** In the two largest units: nobody counts the seconds of days. */
  static String text(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d" + duration.toHoursPart() + "h";
    }
    return duration.toHours() > 0
        ? duration.toHours() + "h" + duration.toMinutesPart() + "m"
        : duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
  }
}
