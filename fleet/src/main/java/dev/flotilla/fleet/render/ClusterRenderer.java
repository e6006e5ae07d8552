package dev.flotilla.fleet.render;

import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.automation.internal.UpdateObjects;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.component.internal.ComponentObjects;
import dev.flotilla.fleet.flux.FluxBootstrapProps;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.flux.internal.OperatorUpgradeObjects;
import dev.flotilla.fleet.flux.internal.RuntimeInfoObjects;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.FleetObjects;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.object.SharedObjects;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.policy.internal.DeclaredSignatures;
import dev.flotilla.fleet.policy.internal.DeclaredSources;
import dev.flotilla.fleet.policy.internal.SourcePolicyObjects;
import dev.flotilla.fleet.resolve.DeliveredParts;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.tenant.internal.TenantObjects;
import java.util.List;

/**
 * Renders one cluster's part of the fleet artifact, from values each with its place, by which
 * problems name it: {@code staging/Tenants/web}. Files are in the order in which values are added.
 */
public final class ClusterRenderer implements DeliveredParts {
  private static final String FLUX = "flux-system/";

  private final ClusterContext context;
  private final FleetObjects objects;

  /**
   * Starts with nothing.
   *
   * @param source where Flux finds the cluster's folder
   */
  public ClusterRenderer(ClusterContext context, SyncSource source) {
    this.context = context;
    this.objects = new FleetObjects(context.cluster(), source);
  }

  /** Adds the FluxInstance, and the key or trusted root that its sync is verified with, if any. */
  public void add(String place, FluxBootstrapProps bootstrap) {
    objects.sync(FLUX + "flux-instance.yaml", place, bootstrap.instance().toObject());
    bootstrap
        .verificationSecret()
        .ifPresent(
            secret -> objects.sync(FLUX + secret.metadata().get("name") + ".yaml", place, secret));
  }

  @Override
  public void add(String place, OperatorUpgradeProps upgrade) {
    objects.sync(FLUX + "flux-operator-values.yaml", place, OperatorUpgradeObjects.values(upgrade));
    objects.sync(FLUX + "flux-operator.yaml", place, OperatorUpgradeObjects.upgrade(upgrade));
  }

  @Override
  public void add(String place, RuntimeInfoProps info) {
    objects.sync(FLUX + "runtime-info.yaml", place, RuntimeInfoObjects.render(info));
  }

  @Override
  public void add(String place, SourcePolicyProps policy) {
    objects.addFirst(place, SourcePolicyObjects.render(policy, context));
    objects.require(new DeclaredSources(policy, context));
    objects.require(new DeclaredSignatures(policy, context));
  }

  @Override
  public void add(String place, ComponentSetProps set) {
    for (PlatformComponent component : set.components()) {
      ComponentObjects rendering = new ComponentObjects(component, context);
      objects.add(place, rendering.resourceSet());
      rendering.problems().forEach(problem -> objects.report(place, problem));
    }
  }

  @Override
  public void add(String place, TenantProps tenant) {
    TenantObjects rendering = new TenantObjects(tenant, context);
    objects.add(place, rendering.resourceSet());
    rendering.problems().forEach(problem -> objects.report(place, problem));
  }

  @Override
  public void add(String place, UpdateAutomationProps updates) {
    objects.add(place, new UpdateObjects(updates, context).resourceSet());
  }

  /** Adds objects of the user's own, which Flux applies as they stand. */
  public void add(String place, List<KubernetesObject> own) {
    if (!own.isEmpty()) {
      objects.sync("objects.yaml", place, own.toArray(KubernetesObject[]::new));
    }
  }

  /**
   * Does slow work once for all clusters that share {@code others}. Call it when everything is
   * added.
   */
  void share(SharedObjects others) {
    objects.share(others);
  }

  /** Returns everything that is wrong with what was added, each once. */
  public List<Problem> problems() {
    return objects.problems();
  }

  /** Returns the files, as they are in the fleet artifact. */
  public List<FleetFile> files() {
    return objects.files().toList();
  }
}
