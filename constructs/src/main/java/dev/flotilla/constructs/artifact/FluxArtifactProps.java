package dev.flotilla.constructs.artifact;

import dev.flotilla.fleet.resolve.ResolvedCluster;

/**
 * What {@link FluxArtifact} takes.
 *
 * @param cluster from {@code ResolvedFleet.of(fleet).cluster(cluster)}, with all that its fleet
 *     gives it: what components and tenants need to know of it, the source that Flux syncs, and the
 *     props of the constructs that every cluster has
 */
public record FluxArtifactProps(ResolvedCluster cluster) {}
