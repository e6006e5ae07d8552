package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.flux.FluxInstance;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rbac;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Check;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Condition;
import dev.flotilla.fleet.policy.internal.AdmissionRule.Requests;
import java.util.List;

/** Who creates the artifacts of tenants. */
final class ArtifactRules {
  private static final NamespaceName FLUX = new NamespaceName(FluxInstance.NAMESPACE);

  static final String GROUP = "source.extensions.fluxcd.io";

  /**
   * Whoever can set where an artifact is decides what is deployed, whatever the source names. And
   * what a generator lists as its own is removed with it, in any namespace.
   */
  private static final AdmissionRule ARTIFACTS =
      new AdmissionRule(
          "flux-tenant-artifacts",
          List.of(
              new Requests(SourceRules.GROUP, List.of("CREATE"), List.of("externalartifacts")),
              new Requests(SourceRules.GROUP, List.of("UPDATE"), List.of("*/status")),
              new Requests(GROUP, List.of("UPDATE"), List.of("*/status"))),
          Condition.notOf(
              "is-not-flux",
              List.of(
                  new Rbac.ServiceAccount(FLUX, "source-controller"),
                  new Rbac.ServiceAccount(FLUX, "source-watcher"))),
          Ordered.map(),
          false,
          List.of(
              new Check(
                  "false",
                  "\"a tenant's artifact must be created by Flux itself, got one from '\" + request.userInfo.username + \"'; use a source or an ArtifactGenerator\"")));

  static final List<AdmissionRule> ALL = List.of(ARTIFACTS);

  private ArtifactRules() {}
}
