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

  /** Why the cluster lists no HelmReleases, once it has refused that. */
  private Optional<String> refusal = Optional.empty();

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
        .flatMap(this::look)
        .toList();
  }

  private Stream<ReleaseStatus> look(ObjectId id) {
    if (!isRelease(id)) {
      return read(id).stream().flatMap(this::below);
    }
    Optional<FluxObject> object = refusal.isPresent() ? Optional.empty() : read(id);
    return refusal.isPresent()
        ? Stream.of(ReleaseStatus.unreadable(id, refusal.get()))
        : object.stream().flatMap(this::below);
  }

  private Stream<ReleaseStatus> below(FluxObject object) {
    return Stream.concat(
        isRelease(object.id()) ? Stream.of(ReleaseStatus.of(object)) : Stream.empty(),
        of(object.inventory()).stream());
  }

  private static boolean isRelease(ObjectId id) {
    return id.kind().equals("HelmRelease");
  }

  /** Without the right to look there, the status shows what is readable, and says what is not. */
  private Optional<FluxObject> read(ObjectId id) {
    try {
      return cluster.apply(id);
    } catch (Failure e) {
      if (isRelease(id)) {
        refusal = Optional.of(String.join("; ", e.messages()));
      }
      return Optional.empty();
    }
  }
}
