package dev.flotilla.stacks;

import dev.flotilla.fleet.resolve.ResolvedCluster;

/**
 * What {@link ClusterStack} takes.
 *
 * @param cluster for example {@code new ClusterResolver(fleet).resolve(cluster)}
 */
public record ClusterStackProps(ResolvedCluster cluster) {}
