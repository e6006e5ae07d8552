package dev.flotilla.main.check;

import dev.flotilla.fleet.descriptor.ArtifactConsumer;
import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.source.KeylessVerification.Trusted;
import dev.flotilla.fleet.source.OciUrl;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The Kustomizations by which clusters apply artifacts, as the fleet renders them: so the content
 * is checked for the very objects that Flux will have.
 */
final class Consumers {
  private final FleetDescriptor fleet;
  private final Predicate<DescribedCluster> isAsked;
  private final String kubernetes;
  private final Map<String, ClusterObjects> objects = new TreeMap<>();

  /**
   * Looks at nothing yet.
   *
   * @param isAsked which clusters count
   * @param kubernetes the version of all clusters; empty means that of each, or else the newest
   *     that the checker knows
   */
  Consumers(FleetDescriptor fleet, Predicate<DescribedCluster> isAsked, String kubernetes) {
    this.fleet = fleet;
    this.isAsked = isAsked;
    this.kubernetes = kubernetes;
  }

  /** Returns those of the artifact at {@code url}, cluster by cluster. */
  List<CheckRequest.Consumer> of(OciUrl url) {
    List<ArtifactConsumer> consumers =
        fleet.artifacts().stream()
            .filter(artifact -> artifact.any().url().equals(url))
            .map(DescribedArtifact::consumers)
            .flatMap(Collection::stream)
            .toList();
    return fleet.clusters().stream()
        .filter(isAsked)
        .flatMap(cluster -> consumers.stream().flatMap(consumer -> of(cluster, consumer)))
        .toList();
  }

  /** Returns what the fleet has on each cluster that consumes one of {@code folders}. */
  SortedMap<String, List<Map<String, Object>>> objects(List<CheckRequest.Folder> folders) {
    SortedMap<String, List<Map<String, Object>>> all = new TreeMap<>();
    folders.stream()
        .flatMap(folder -> folder.consumers().stream())
        .map(CheckRequest.Consumer::cluster)
        .forEach(cluster -> all.computeIfAbsent(cluster, name -> objects(name).all()));
    return all;
  }

  /** Returns the trusted roots that the fleet has on clusters, by the names of their Secrets. */
  SortedMap<String, String> trustedRoots() {
    SortedMap<String, String> roots = new TreeMap<>();
    fleet.artifacts().stream()
        .flatMap(artifact -> artifact.channels().values().stream())
        .flatMap(artifact -> artifact.verifications().stream())
        .filter(Trusted.class::isInstance)
        .map(rule -> ((Trusted) rule).sigstore())
        .forEach(sigstore -> roots.put(sigstore.secretName(), sigstore.trustedRoot().json()));
    return roots;
  }

  private String ring(DescribedCluster cluster) {
    return fleet.environments().stream()
        .filter(environment -> environment.name().equals(cluster.environment()))
        .filter(Environment::hasSeveralRings)
        .map(environment -> fleet.followed(cluster).tag().value())
        .findFirst()
        .orElse("");
  }

  private ClusterObjects objects(String cluster) {
    return objects.computeIfAbsent(cluster, name -> new ClusterObjects(fleet.objects(name)));
  }

  private Stream<CheckRequest.Consumer> of(DescribedCluster cluster, ArtifactConsumer consumer) {
    return consumer.clusters().contains(cluster.name())
        ? consumer.kustomizations().stream()
            .map(
                kustomization ->
                    new CheckRequest.Consumer(
                        cluster.name(),
                        cluster.environment(),
                        kubernetes.isEmpty() ? cluster.kubernetes().orElse("") : kubernetes,
                        consumer.isTenant(),
                        ring(cluster),
                        objects(cluster.name()).variables(kustomization),
                        kustomization.toMap()))
        : Stream.empty();
  }
}
