package dev.flotilla.constructs.policy.internal;

import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rbac;
import dev.flotilla.constructs.policy.internal.AdmissionRule.Check;
import dev.flotilla.constructs.policy.internal.AdmissionRule.Condition;
import dev.flotilla.constructs.policy.internal.AdmissionRule.Requests;
import java.util.List;

/** What artifacts of tenants are made of, and by whom. */
final class ArtifactRules {
  private static final String GENERATORS = "source.extensions.fluxcd.io";

  private static final AdmissionRule ARTIFACT_GENERATORS =
      AdmissionRule.of(
          "flux-tenant-artifactgenerators",
          List.of(Requests.writes(GENERATORS, "artifactgenerators")),
          "object.spec.sources.all(source, !has(source.namespace) || source.namespace == request.namespace)",
          "\"a tenant's artifact must be made of its own sources, got some in '\" + object.spec.sources.filter(source, has(source.namespace) && source.namespace != request.namespace).map(source, source.namespace).join(', ') + \"'; drop that namespace\"");

  /**
   * Who may say where an artifact is decides what is deployed, whatever the source names; and what
   * a generator says it has made is removed with it, in whatever namespace.
   */
  private static final AdmissionRule ARTIFACTS =
      new AdmissionRule(
          "flux-tenant-artifacts",
          List.of(
              new Requests(SourceRules.GROUP, List.of("CREATE"), List.of("externalartifacts")),
              new Requests(SourceRules.GROUP, List.of("UPDATE"), List.of("*/status")),
              new Requests(GENERATORS, List.of("UPDATE"), List.of("*/status"))),
          Condition.notOf(
              "is-not-flux",
              List.of(
                  new Rbac.ServiceAccount(FluxBootstrap.NAMESPACE, "source-controller"),
                  new Rbac.ServiceAccount(FluxBootstrap.NAMESPACE, "source-watcher"))),
          Ordered.map(),
          false,
          List.of(
              new Check(
                  "false",
                  "\"a tenant's artifact must be made by Flux itself, got one from '\" + request.userInfo.username + \"'; use a source or an ArtifactGenerator\"")));

  static final List<AdmissionRule> ALL = List.of(ARTIFACT_GENERATORS, ARTIFACTS);

  private ArtifactRules() {}
}
