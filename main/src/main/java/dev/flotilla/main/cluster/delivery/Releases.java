package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.report.Failure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the HelmReleases of a delivery: those that its Kustomizations, or its releases, apply. */
final class Releases {
  /** The kinds that have an inventory. */
  private static final Set<String> APPLYING = Set.of("HelmRelease", "Kustomization", "ResourceSet");

  private final ObjectView cluster;
  private final Set<String> seen = new HashSet<>();

  /**
   * Prepares to look.
   *
   * @param deliveries what has releases of its own, which are not of what applies it
   */
  Releases(ObjectView cluster, Stream<ObjectId> deliveries) {
    this.cluster = cluster;
    deliveries.map(ObjectId::toString).forEach(seen::add);
  }

  /** Returns the releases among what Flux has applied, each once, in the order of inventories. */
  List<ReleaseStatus> of(Collection<ObjectId> applied) {
    return applied.stream()
        .filter(id -> id.isFlux() && APPLYING.contains(id.kind()))
        .filter(id -> seen.add(id.toString()))
        .flatMap(id -> readable(id).stream())
        .flatMap(this::below)
        .toList();
  }

  private Stream<ReleaseStatus> below(FluxObject object) {
    return Stream.concat(
        object.id().kind().equals("HelmRelease")
            ? Stream.of(ReleaseStatus.of(object))
            : Stream.empty(),
        of(object.inventory()).stream());
  }

  /** Without the right to look there, the status shows what is readable. */
  private Optional<FluxObject> readable(ObjectId id) {
    try {
      return cluster.apply(id);
    } catch (Failure e) {
      return Optional.empty();
    }
  }
}
