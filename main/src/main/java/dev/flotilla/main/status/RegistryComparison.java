package dev.flotilla.main.status;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ChannelArtifacts;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.VersionCheck;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.registry.LastRollout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what clusters run with what the registry has, as far as the registry answers: a status
 * does not need it.
 */
public final class RegistryComparison {
  /** Where the fleet's own digest is kept; no component has such a name. */
  private static final String FLEET = "";

  private static final Pattern REVISION = Pattern.compile("(.+)@(sha256:[0-9a-f]{64})");

  private final Invocation invocation;
  private final VersionCheck check;
  private final Map<String, Optional<String>> warnings = new HashMap<>();
  private final Set<String> silent = new HashSet<>();

  /** Compares with the registries that the run's environment has logins for. */
  public RegistryComparison(Invocation invocation) {
    this.invocation = invocation;
    this.check =
        new VersionCheck(
            invocation.environment(), invocation.folder(), invocation.report().secrets());
  }

  /**
   * Prints the warnings about clusters, and what could not be compared.
   *
   * @return the exit code
   */
  public int report(List<Cluster> clusters, List<FluxStatus> statuses) {
    int exitCode = ExitCode.DONE;
    for (Cluster cluster : clusters) {
      for (FluxStatus status : statuses) {
        if (status.cluster().equals(cluster.name())) {
          for (String warning : warnings(cluster, status)) {
            invocation.report().status("warning: cluster '" + cluster.name() + "': " + warning);
            exitCode = ExitCode.ATTENTION;
          }
        }
      }
    }
    return exitCode;
  }

  private List<String> warnings(Cluster cluster, FluxStatus status) {
    Fleet fleet = invocation.fleet();
    Channel channel = cluster.channel();
    Map<String, String> digests = new HashMap<>();
    status.deliveries().forEach(sync -> add(digests, channel, "", sync));
    if (digests.isEmpty()) {
      return List.of();
    }
    ChannelArtifacts artifacts = new ChannelArtifacts(fleet, channel);
    Set<String> own =
        fleet
            .workloads(cluster)
            .artifacts()
            .filter(artifact -> !cluster.pins().containsKey(artifact.url().value()))
            .map(artifact -> artifact.url().repository())
            .collect(Collectors.toSet());
    Stream<ChannelArtifact> components =
        artifacts.components().stream().filter(artifact -> own.contains(artifact.path()));
    List<String> found = new ArrayList<>();
    if (digests.containsKey(FLEET)
        && new ClusterResolver(fleet).sync(cluster) instanceof OciSource) {
      warning(artifacts.fleet(), cluster, digests.get(FLEET)).ifPresent(found::add);
    }
    components
        .filter(artifact -> digests.containsKey(artifact.name()))
        .map(artifact -> warning(artifact, cluster, digests.get(artifact.name())))
        .flatMap(Optional::stream)
        .forEach(found::add);
    return found;
  }

  /** The sync itself is the fleet's; what it delivers is named like its artifact. */
  private static void add(
      Map<String, String> digests, Channel channel, String syncSource, Delivery delivery) {
    String source = syncSource.isEmpty() ? delivery.source() : syncSource;
    Matcher revision = REVISION.matcher(delivery.revision());
    if (revision.matches() && revision.group(1).equals(channel.tag().value())) {
      digests.put(delivery.source().equals(source) ? FLEET : delivery.name(), revision.group(2));
    }
    delivery.deliveries().forEach(brought -> add(digests, channel, source, brought));
  }

  /** A registry that does not answer is asked only once: each artifact would take as long. */
  private Optional<String> warning(ChannelArtifact artifact, Cluster cluster, String digest) {
    Channel channel = cluster.channel();
    if (silent.contains(artifact.url().host())) {
      return Optional.empty();
    }
    String key = artifact.url().value() + ":" + channel.tag() + "@" + digest;
    if (!warnings.containsKey(key)) {
      try {
        warnings.put(
            key,
            cluster.environment().hasSeveralRings()
                ? ringWarning(artifact, cluster, digest)
                : check.warning(artifact, channel, digest));
      } catch (Failure failure) {
        warnings.put(key, Optional.empty());
        silent.add(artifact.url().host());
        invocation
            .report()
            .status("not compared with the registry: " + String.join("; ", failure.messages()));
      }
    }
    return warnings.get(key);
  }

  /** Of a cluster that runs what its ring is at, it is that which is compared. */
  private Optional<String> ringWarning(ChannelArtifact artifact, Cluster cluster, String digest) {
    return check
        .ringWarning(artifact, cluster.channel(), digest)
        .or(
            () ->
                new LastRollout(invocation, cluster.environment(), artifact)
                    .warning(cluster.channel().tag().value(), digest));
  }
}
