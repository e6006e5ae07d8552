package dev.flotilla.constructs.policy.internal;

import dev.flotilla.constructs.policy.internal.AdmissionRule.Requests;
import java.util.List;

/** What objects of tenants may refer to. */
final class ReferenceRules {
  private static final AdmissionRule KUBECONFIGS =
      AdmissionRule.of(
          "flux-tenant-kubeconfigs",
          List.of(
              Requests.writes("kustomize.toolkit.fluxcd.io", "kustomizations"),
              Requests.writes("helm.toolkit.fluxcd.io", "helmreleases")),
          "!has(object.spec.kubeConfig)",
          "\"a tenant must deploy to its own cluster, got spec.kubeConfig in '\" + request.name + \"'; drop it\"");

  static final List<AdmissionRule> ALL = List.of(KUBECONFIGS);

  private ReferenceRules() {}
}
