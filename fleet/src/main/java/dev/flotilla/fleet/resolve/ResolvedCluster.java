package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.Workloads;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import java.util.stream.Stream;

/**
 * A cluster with all that it has, its own and what its fleet gives it.
 *
 * @param cluster as it is declared
 * @param bootstrap what installs Flux on it
 * @param operatorUpgrade how Flux upgrades its operator
 * @param context what its components and tenants need to know of it
 * @param sourcePolicy where its tenants get what they run
 * @param workloads those of the fleet, then its own
 */
public record ResolvedCluster(
    Cluster cluster,
    FluxBootstrapProps bootstrap,
    OperatorUpgradeProps operatorUpgrade,
    ClusterContext context,
    SourcePolicyProps sourcePolicy,
    Workloads workloads) {
  /** Returns the cluster's name. */
  public String name() {
    return cluster.name();
  }

  /** Returns the source that its Flux syncs. */
  public SyncSource sync() {
    return bootstrap.instance().sync();
  }

  /** Returns the variables that its artifacts consume. */
  public RuntimeInfoProps runtimeInfo() {
    return new RuntimeInfoProps(context.variables());
  }

  /**
   * Adds to {@code parts}, in the order of the files, what Flux delivers to it beside Flux itself
   * and the objects of the user's own.
   *
   * @param prefix what each place begins with
   */
  public void deliver(String prefix, DeliveredParts parts) {
    parts.add(prefix + "OperatorUpgrade", operatorUpgrade);
    parts.add(prefix + "RuntimeInfo", runtimeInfo());
    if (!workloads.tenants().isEmpty()) {
      parts.add(prefix + "SourcePolicy", sourcePolicy);
    }
    for (ComponentSetProps set : workloads.componentSets()) {
      parts.add(prefix + "ComponentSets/" + set.name(), set);
    }
    for (TenantProps tenant : workloads.tenants()) {
      parts.add(prefix + "Tenants/" + tenant.name(), tenant);
    }
    for (UpdateAutomationProps updates : cluster.updateAutomations()) {
      parts.add(prefix + "UpdateAutomations/" + updates.name(), updates);
    }
  }

  /** Returns every Secret that it has. */
  public List<Credential> credentials() {
    return bootstrap.credentials();
  }

  /** Returns the artifacts of its components and tenants. */
  public Stream<Artifact> artifacts() {
    return workloads.artifacts();
  }
}
