package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.TerraformOutputConfig;
import com.hashicorp.cdktf.TerraformStack;
import dev.flotilla.constructs.automation.UpdateAutomation;
import dev.flotilla.constructs.component.ComponentSet;
import dev.flotilla.constructs.fleet.ClusterContext;
import dev.flotilla.constructs.fleet.FleetObjects;
import dev.flotilla.constructs.fleet.FluxScope;
import dev.flotilla.constructs.fleet.OperatorUpgrade;
import dev.flotilla.constructs.fleet.RuntimeInfo;
import dev.flotilla.constructs.fleet.RuntimeInfoProps;
import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.flux.FluxBootstrapProps;
import dev.flotilla.constructs.flux.FluxInstance;
import dev.flotilla.constructs.kubernetes.KubernetesObject;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.opentofu.Providers;
import dev.flotilla.constructs.policy.SourcePolicy;
import dev.flotilla.constructs.tenant.Tenant;
import java.util.List;
import java.util.function.BiConsumer;
import software.constructs.Construct;

/**
 * One cluster: after apply Flux runs on it and syncs the cluster's folder of the fleet artifact,
 * which is written beside the stack.
 */
public final class ClusterStack extends TerraformStack implements FluxScope {
  private final ClusterContext context;
  private final FleetObjects objects;

  /** Adds the stack, named after the cluster, to {@code scope}. */
  public ClusterStack(Construct scope, ResolvedCluster resolved) {
    super(scope, resolved.name());
    Cluster cluster = resolved.cluster();
    FluxBootstrapProps bootstrap = resolved.bootstrap();
    this.context = resolved.context();
    this.objects = new FleetObjects(cluster.name(), resolved.sync());
    Providers.require(this);
    Backend.add(this, cluster.name(), cluster.state());
    EncryptionBlock.add(this, cluster.encryption());
    ClusterProviders.add(this, cluster.name(), cluster.access());
    addOutput(new FluxBootstrap(this, "FluxBootstrap", bootstrap));
    objects.sync(
        "flux-system/flux-instance.yaml",
        () -> getNode().getPath(),
        bootstrap.appliedInstance().toObject());
    bootstrap
        .verificationSecret()
        .ifPresent(
            key -> objects.sync("flux-system/cosign-key.yaml", () -> getNode().getPath(), key));
    new OperatorUpgrade(this, "OperatorUpgrade", resolved.operatorUpgrade());
    new RuntimeInfo(this, "RuntimeInfo", new RuntimeInfoProps(context.variables()));
    if (!resolved.tenants().isEmpty()) {
      new SourcePolicy(this, "SourcePolicy", resolved.sourcePolicy());
    }
    add(
        "ComponentSets",
        resolved.componentSets(),
        (group, set) -> new ComponentSet(group, set.name(), set));
    add("Tenants", resolved.tenants(), (group, tenant) -> new Tenant(group, tenant.name(), tenant));
    add(
        "UpdateAutomations",
        cluster.updateAutomations(),
        (group, updates) -> new UpdateAutomation(group, updates.name(), updates));
    if (!cluster.objects().isEmpty()) {
      objects.sync(
          "objects.yaml",
          () -> getNode().getPath(),
          cluster.objects().toArray(KubernetesObject[]::new));
    }
  }

  private <T> void add(String id, List<T> values, BiConsumer<FluxGroup, T> construct) {
    if (!values.isEmpty()) {
      FluxGroup group = new FluxGroup(this, id);
      values.forEach(value -> construct.accept(group, value));
    }
  }

  /**
   * What {@code tofu output} and {@code cdktf output} tell, none of it secret. It is one output,
   * because each is a call to Node.js, of which a synth has the time for some thirty a stack.
   */
  private void addOutput(FluxBootstrap flux) {
    new TerraformOutput(
        this,
        "flux",
        TerraformOutputConfig.builder()
            .value(
                Ordered.map(
                    "namespace", FluxInstance.NAMESPACE,
                    "instance", FluxInstance.NAME,
                    "sync", flux.getSync()))
            .build());
  }

  @Override
  public ClusterContext context() {
    return context;
  }

  @Override
  public FleetObjects objects() {
    return objects;
  }
}
