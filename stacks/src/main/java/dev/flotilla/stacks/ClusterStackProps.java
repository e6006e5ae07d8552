package dev.flotilla.stacks;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;

/**
 * All that the JSON of a cluster's stack is made of. What Flux alone applies is not in it: a new
 * tenant changes no stack.
 *
 * @param name the stack's, which is the cluster's
 * @param state where OpenTofu keeps what it knows of the cluster
 * @param encryption how OpenTofu encrypts that
 * @param access how OpenTofu reaches the cluster
 * @param bootstrap what brings Flux onto it
 */
record ClusterStackProps(
    String name,
    State state,
    Encryption encryption,
    ClusterAccess access,
    FluxBootstrapProps bootstrap) {
  static ClusterStackProps of(ResolvedCluster resolved) {
    return new ClusterStackProps(
        resolved.name(),
        resolved.cluster().state(),
        resolved.cluster().encryption(),
        resolved.cluster().access(),
        resolved.bootstrap());
  }
}
