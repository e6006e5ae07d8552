package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.constructs.artifact.FluxPart;
import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.opentofu.Backend;
import dev.flotilla.constructs.opentofu.ClusterProviders;
import dev.flotilla.constructs.opentofu.EncryptionBlock;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import dev.flotilla.constructs.opentofu.Providers;
import software.constructs.Construct;

/**
 * One cluster: after apply Flux runs on it and syncs the cluster's folder of the fleet artifact,
 * which is written beside the stack.
 *
 * <p>OpenTofu owns what {@link FluxBootstrap} installs until Flux has adopted it; Flux owns what is
 * in the fleet artifact. {@link FleetApp} has one stack for each cluster of a fleet; an app of a
 * user's own adds it by itself:
 *
 * <pre>{@code
 * Cluster staging = Cluster.workload("staging", Environment.STAGING).build();
 * Fleet fleet = Fleet.builder(organization, flux).addCluster(staging).build();
 * new ClusterStack(app, "staging", ClusterStackProps.of(fleet, staging));
 * }</pre>
 *
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/">FluxInstance</a>
 */
public final class ClusterStack extends TerraformStack implements FluxScope {
  /**
   * What Flux applies is no part of the stack, so a plan says nothing of it. A file of this name in
   * the stack's folder has what changes, and a plan warns with that.
   */
  public static final String CHANGES = "flotilla.changes.txt";

  private boolean isClosed;

  /** Adds the stack to {@code scope}; {@code id} is its name, in a fleet that of the cluster. */
  public ClusterStack(Construct scope, String id, ClusterStackProps props) {
    this(scope, id, StackValues.of(props.cluster()));
    DeliveredConstructs.add(this, props.cluster());
    this.isClosed = true;
  }

  /** Adds the stack without what Flux delivers, which is no part of its JSON. */
  ClusterStack(Construct scope, String id, StackValues values) {
    super(scope, id);
    Providers.require(this);
    Backend.add(this, values.name(), values.openTofu().state());
    EncryptionBlock.add(this, values.openTofu().encryption());
    ClusterProviders.add(this, values.name(), values.openTofu().access());
    OpenTofuOverrides.warnWithFile(this, "fleet_changes", CHANGES);
    new FluxBootstrap(this, "FluxBootstrap", values.bootstrap()).addOutput("flux");
  }

  /**
   * Accepts what the fleet has, which is only in the tree: every command renders it from the fleet,
   * without a stack.
   *
   * @throws IllegalArgumentException if the fleet does not have it
   */
  @Override
  public void addPart(Construct child, FluxPart part) {
    if (isClosed) {
      throw new IllegalArgumentException(
          "constructs for Flux must be declared in the fleet, got '%s' in a stack, where other commands would miss it and Flux would prune it; use addTenant, addComponentSet, addUpdateAutomation or addObject of Fleet.Builder or Cluster.Builder"
              .formatted(child.getNode().getPath()));
    }
  }
}
