package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.cluster.Cluster;

/**
 * A cluster of a fleet.
 *
 * @param environment the name of its environment
 */
public record DescribedCluster(String name, String environment, Cluster.Role role) {}
