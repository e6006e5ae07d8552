package dev.flotilla.stacks;

import com.hashicorp.cdktf.LocalBackend;
import com.hashicorp.cdktf.LocalBackendConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.opentofu.Providers;
import software.constructs.Construct;

/**
 * One cluster: after apply Flux runs on it and syncs the cluster's folder of the fleet artifact.
 */
public final class ClusterStack extends TerraformStack {
  /**
   * The folder of the local states, seen from a stack's folder {@code <output>/stacks/<cluster>}:
   * beside the output, which may be thrown away, and the same text wherever the output is.
   */
  private static final String STATE_FOLDER = "../../../.flotilla/state/";

  /** Adds the stack, named after the cluster, to {@code scope}. */
  public ClusterStack(Construct scope, Fleet fleet, Cluster cluster) {
    super(scope, cluster.name());
    Providers.require(this);
    new LocalBackend(
        this,
        LocalBackendConfig.builder().path(STATE_FOLDER + cluster.name() + ".tfstate").build());
    cluster.access().addProviders(this);
    new FluxBootstrap(this, "FluxBootstrap", ClusterFlux.of(fleet, cluster));
  }
}
