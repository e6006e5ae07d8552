package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.RingName;
import java.util.Optional;

/**
 * A cluster of a fleet.
 *
 * @param environment the name of its environment
 * @param ring the ring of that which it is in, if it has any
 * @param kubernetes its version of Kubernetes, for example {@code 1.35}, if the fleet says so
 */
public record DescribedCluster(
    String name,
    String environment,
    Optional<RingName> ring,
    Cluster.Role role,
    Optional<String> kubernetes) {}
