package dev.flotilla.stacks;

import dev.flotilla.fleet.cluster.OpenTofuSettings;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.resolve.ResolvedCluster;

/**
 * All that the JSON of a cluster's stack is made of. What Flux alone applies is not in it: a new
 * tenant changes no stack.
 *
 * @param name the stack's, which is the cluster's
 * @param openTofu how OpenTofu works on the cluster
 * @param bootstrap what installs Flux on it
 */
record StackValues(String name, OpenTofuSettings openTofu, FluxBootstrapProps bootstrap) {
  static StackValues of(ResolvedCluster resolved) {
    return new StackValues(resolved.name(), resolved.cluster().openTofu(), resolved.bootstrap());
  }
}
