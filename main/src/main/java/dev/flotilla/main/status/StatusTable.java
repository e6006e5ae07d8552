package dev.flotilla.main.status;

import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.delivery.ReleaseStatus;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.report.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prints the status of clusters: one line each, and a tree of what their Flux delivers. */
public final class StatusTable {
  /** As much of a digest, or of a commit, as people compare; {@code publish} prints as much. */
  private static final Pattern DIGEST = Pattern.compile("(:[0-9a-f]{8})[0-9a-f]+");

  private final Report report;

  /** Prints to {@code report}. */
  public StatusTable(Report report) {
    this.report = report;
  }

  /**
   * Prints a line for each cluster.
   *
   * @param rings the rings of those clusters that are in one
   */
  public void printClusters(List<FluxStatus> statuses, Map<String, RingName> rings) {
    Table table =
        new Table("CLUSTER", "RING", "READY", "FLUX", "OPERATOR", "SYNC", "MESSAGE")
            .optional("RING");
    statuses.forEach(
        status ->
            table.row(
                status.cluster(),
                Optional.ofNullable(rings.get(status.cluster())).map(RingName::value).orElse(""),
                status.reached() ? yesOrNo(status.ready()) : "unknown",
                status.flux(),
                status.operator(),
                status.sync().isEmpty() ? "" : status.sync().toString(),
                status.reached() ? status.message() : "not reached, see the error"));
    print(table);
  }

  /** Prints what a cluster's Flux delivers, and what keeps it from being ready. */
  public void printDeliveries(FluxStatus status) {
    Table table = new Table("CLUSTER", "READY", "SOURCE", "REVISION", "BUILT FROM", "SIGNER");
    table.row(status.cluster(), yesOrNo(status.ready()), "", "", "", "");
    status.deliveries().forEach(delivery -> addTo(table, "  ", delivery));
    print(table);
    status.deliveries().stream().flatMap(Delivery::all).forEach(this::printObstacles);
  }

  /** Prints an empty line and what the HelmReleases of a cluster have deployed. */
  public void printReleases(FluxStatus status) {
    Table table = new Table("RELEASE", "CHART", "VERSION", "STATE");
    List<ReleaseStatus> releases =
        status.deliveries().stream()
            .flatMap(Delivery::all)
            .flatMap(delivery -> delivery.releases().stream())
            .toList();
    releases.forEach(
        release ->
            table.row(
                release.name(),
                release.deployed().chart(),
                shortened(release.deployed().toString()),
                state(release)));
    if (!releases.isEmpty()) {
      report.data("");
      print(table);
    }
    releases.stream()
        .map(ReleaseStatus::message)
        .filter(message -> !message.isEmpty())
        .distinct()
        .forEach(message -> report.data("not readable: " + message));
  }

  private static String state(ReleaseStatus release) {
    String attempted = shortened(release.attempted().toString());
    String failed =
        release.action()
            + (release.action().equals("install") ? " of " : " to ")
            + attempted
            + " failed";
    return switch (release.state()) {
      case DEPLOYED -> "deployed";
      case DRIFTED -> "deployed, drifted";
      case FAILED -> failed;
      case ROLLED_BACK -> "rolled back, " + failed;
      case UNINSTALLED -> "uninstalled, " + failed;
      case NOT_INSTALLED -> "not installed";
      case UNREADABLE -> "not readable";
    };
  }

  /** Prints an empty line and what tenants may do on a cluster although it is refused to others. */
  public void printExceptions(FluxStatus status) {
    Table table = new Table("NAMESPACE", "EXCEPTION", "VALUES");
    status
        .exceptions()
        .forEach(
            exception ->
                table.row(
                    exception.namespace(),
                    exception.exception(),
                    String.join(", ", exception.values())));
    if (!status.exceptions().isEmpty()) {
      report.data("");
      print(table);
    }
  }

  private static void addTo(Table table, String indent, Delivery delivery) {
    table.row(
        indent + delivery.name(),
        yesOrNo(delivery.obstacles().isEmpty()),
        delivery.source(),
        shortened(delivery.revision()),
        shortened(delivery.origin()),
        delivery.signer().replace("/.github/workflows/", ": "));
    delivery.deliveries().forEach(brought -> addTo(table, indent + "  ", brought));
  }

  private void printObstacles(Delivery delivery) {
    delivery.obstacles().forEach(obstacle -> report.data(delivery.name() + ": " + obstacle));
  }

  private void print(Table table) {
    table.lines().forEach(report::data);
  }

  private static String shortened(String revision) {
    return DIGEST.matcher(revision).replaceFirst("$1");
  }

  private static String yesOrNo(boolean ready) {
    return ready ? "yes" : "no";
  }
}
