package dev.flotilla.stacks;

import dev.flotilla.constructs.artifact.FluxScope;
import dev.flotilla.constructs.automation.UpdateAutomation;
import dev.flotilla.constructs.component.ComponentSet;
import dev.flotilla.constructs.flux.OperatorUpgrade;
import dev.flotilla.constructs.flux.RuntimeInfo;
import dev.flotilla.constructs.policy.SourcePolicy;
import dev.flotilla.constructs.tenant.Tenant;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.resolve.DeliveredParts;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.LinkedHashMap;
import java.util.Map;
import software.constructs.Construct;

/** Adds a construct for each part of what Flux delivers to a cluster. */
final class DeliveredConstructs<S extends Construct & FluxScope> implements DeliveredParts {
  private final S scope;
  private final Map<String, FluxGroup> groups = new LinkedHashMap<>();

  private DeliveredConstructs(S scope) {
    this.scope = scope;
  }

  /** Adds what is delivered to {@code cluster} to {@code scope}. */
  static <S extends Construct & FluxScope> void add(S scope, ResolvedCluster cluster) {
    cluster.deliver("", new DeliveredConstructs<>(scope));
  }

  @Override
  public void add(String place, OperatorUpgradeProps upgrade) {
    new OperatorUpgrade(parent(place), id(place), upgrade);
  }

  @Override
  public void add(String place, RuntimeInfoProps info) {
    new RuntimeInfo(parent(place), id(place), info);
  }

  @Override
  public void add(String place, SourcePolicyProps policy) {
    new SourcePolicy(parent(place), id(place), policy);
  }

  @Override
  public void add(String place, ComponentSetProps set) {
    new ComponentSet(parent(place), id(place), set);
  }

  @Override
  public void add(String place, TenantProps tenant) {
    new Tenant(parent(place), id(place), tenant);
  }

  @Override
  public void add(String place, UpdateAutomationProps updates) {
    new UpdateAutomation(parent(place), id(place), updates);
  }

  private Construct parent(String place) {
    int slash = place.indexOf('/');
    return slash < 0
        ? scope
        : groups.computeIfAbsent(place.substring(0, slash), id -> new FluxGroup(scope, id));
  }

  private static String id(String place) {
    return place.substring(place.indexOf('/') + 1);
  }
}
