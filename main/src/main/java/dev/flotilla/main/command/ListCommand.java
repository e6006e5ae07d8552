package dev.flotilla.main.command;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.command.option.ClusterNames;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Table;
import dev.flotilla.main.workflow.JobMatrix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "List the clusters of the fleet, or what is published for them and who signs it.",
    footer = "%nExit code: 0 done, 1 invalid input.")
final class ListCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Option(
      names = "--artifacts",
      description = "List the artifacts of each channel, with the signer that its clusters accept.")
  private boolean artifacts;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "List the clusters of this environment alone.")
  private Optional<String> environment = Optional.empty();

  @Option(
      names = "--ring",
      paramLabel = "RING",
      description = "List the clusters of this ring alone.")
  private Optional<String> ring = Optional.empty();

  @ArgGroup private Form form = new Form();

  /** How it is printed. */
  private static final class Form {
    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
        names = "--matrix",
        description = {
          "Print the clusters as a matrix of jobs for GitHub Actions, JSON on one line:",
          "at most 256 jobs, each with some of the clusters."
        })
    private boolean matrix;
  }

  ListCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** What the list says about a cluster. */
  private record Row(
      String name,
      String environment,
      Optional<RingName> ring,
      String role,
      String channel,
      String url,
      String path) {
    static Row of(Fleet fleet, Cluster cluster) {
      SyncTarget sync = SyncTarget.of(new ClusterResolver(fleet).sync(cluster));
      return new Row(
          cluster.name(),
          cluster.environment().name(),
          cluster.ring(),
          cluster.role().name().toLowerCase(Locale.ROOT),
          cluster.channel().tag().value(),
          sync.url(),
          sync.path());
    }
  }

  /** What the list says about an artifact of a channel. */
  private record ArtifactRow(String name, String channel, String url, String signer) {
    static ArtifactRow of(Channel channel, ChannelArtifact artifact) {
      return new ArtifactRow(
          artifact.name(),
          channel.tag().value(),
          artifact.url().value(),
          artifact.verifications().stream()
              .map(Verification::signer)
              .distinct()
              .collect(Collectors.joining(" and ")));
    }
  }

  @Override
  public Integer call() {
    Fleet fleet = invocation.fleet();
    return artifacts ? listArtifacts(fleet) : listClusters(fleet);
  }

  private int listArtifacts(Fleet fleet) {
    List<ArtifactRow> rows =
        fleet.channels().stream()
            .flatMap(
                channel ->
                    new ChannelArtifacts(fleet, channel)
                        .all()
                        .map(artifact -> ArtifactRow.of(channel, artifact)))
            .toList();
    Table table = new Table("ARTIFACT", "CHANNEL", "URL", "SIGNER");
    rows.forEach(row -> table.row(row.name, row.channel, row.url, row.signer));
    return print(rows, table);
  }

  private int listClusters(Fleet fleet) {
    List<Cluster> clusters = clusters(fleet);
    if (form.matrix) {
      invocation
          .report()
          .data(JobMatrix.of(clusters.stream().map(Cluster::name).toList()).toJson());
      return ExitCode.DONE;
    }
    List<Row> rows = clusters.stream().map(cluster -> Row.of(fleet, cluster)).toList();
    Table table =
        new Table("CLUSTER", "ENVIRONMENT", "RING", "ROLE", "CHANNEL", "SYNC URL", "SYNC PATH")
            .optional("RING");
    rows.forEach(
        row ->
            table.row(
                row.name,
                row.environment,
                row.ring.map(RingName::value).orElse(""),
                row.role,
                row.channel,
                row.url,
                row.path));
    fleet.environments().forEach(environment -> reportEmptyRings(environment, fleet.clusters()));
    return print(rows, table);
  }

  private List<Cluster> clusters(Fleet fleet) {
    List<Cluster> clusters =
        environment
            .map(name -> ClusterNames.ofEnvironment(fleet, name, List.of()))
            .orElse(fleet.clusters());
    List<String> rings =
        clusters.stream()
            .flatMap(cluster -> cluster.environment().rings().stream())
            .map(RingName::value)
            .distinct()
            .toList();
    if (ring.isPresent() && !rings.contains(ring.get())) {
      throw new Failure(
          "--ring must be a ring of an environment, got '%s'; %s"
              .formatted(ring.get(), Suggestion.hint(ring.get(), rings, "there are: ")));
    }
    return clusters.stream()
        .filter(cluster -> ring.isEmpty() || cluster.ring().map(RingName::value).equals(ring))
        .toList();
  }

  private void reportEmptyRings(Environment environment, List<Cluster> clusters) {
    for (RingName ring : environment.rings()) {
      boolean isEmpty =
          clusters.stream()
              .filter(cluster -> cluster.environment().equals(environment))
              .noneMatch(cluster -> cluster.ring().equals(Optional.of(ring)));
      if (isEmpty) {
        invocation
            .report()
            .status(
                "ring '%s' of environment '%s' has no cluster".formatted(ring, environment.name()));
      }
    }
  }

  private int print(List<?> rows, Table table) {
    if (form.json) {
      invocation.report().json(rows);
    } else {
      table.lines().forEach(invocation.report()::data);
    }
    return ExitCode.DONE;
  }
}
