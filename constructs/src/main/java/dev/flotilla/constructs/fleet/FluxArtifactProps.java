package dev.flotilla.constructs.fleet;

import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.source.SyncSource;

/**
 * What {@link FluxArtifact} takes.
 *
 * @param context what components and tenants need to know of the cluster
 * @param source where Flux finds the cluster's folder
 */
public record FluxArtifactProps(ClusterContext context, SyncSource source) {}
