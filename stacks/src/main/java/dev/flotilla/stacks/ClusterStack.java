package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.opentofu.Providers;
import software.constructs.Construct;

/**
 * One cluster: after apply Flux runs on it and syncs the cluster's folder of the fleet artifact.
 */
public final class ClusterStack extends TerraformStack {
  /** Adds the stack, named after the cluster, to {@code scope}. */
  public ClusterStack(Construct scope, Fleet fleet, Cluster cluster) {
    super(scope, cluster.name());
    Providers.require(this);
    cluster.state().addBackend(this, cluster);
    cluster.encryption().addTo(this);
    cluster.access().addProviders(this, cluster);
    new FluxBootstrap(this, "FluxBootstrap", ClusterFlux.of(fleet, cluster));
  }
}
