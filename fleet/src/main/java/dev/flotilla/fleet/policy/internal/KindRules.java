package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import dev.flotilla.fleet.tenant.TenantMark;
import java.util.List;

/** The kinds of Flux that tenants have only if the fleet says so. */
final class KindRules {
  private static final String GROUP = "fluxcd.controlplane.io";

  /** The operator would install what one says with its own rights. */
  private static final AdmissionRule INSTANCES =
      AdmissionRule.of(
          "flux-tenant-instances",
          List.of(Requests.writes(GROUP, "fluxinstances", "fluxreports")),
          "false",
          "\"a tenant must not have a \" + request.kind.kind + \", which is for the Flux of the cluster alone, got '\" + request.name + \"'; drop it\"");

  private static final AdmissionRule RESOURCE_SETS =
      AdmissionRule.of(
          "flux-tenant-resourcesets",
          List.of(Requests.writes(GROUP, "resourcesets", "resourcesetinputproviders")),
          TenantMarkExpressions.presentExpression(TenantMark.RESOURCE_SETS),
          "\"a tenant must be allowed to have a \" + request.kind.kind + \", got '\" + request.name + \"'; drop it, or allow them in the tenant's props with FluxAccess.withResourceSets\"");

  static final List<AdmissionRule> ALL = List.of(INSTANCES, RESOURCE_SETS);

  private KindRules() {}
}
