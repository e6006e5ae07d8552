package dev.flotilla.constructs.policy;

import dev.flotilla.constructs.flux.FluxBootstrap;
import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rbac;
import dev.flotilla.constructs.policy.AdmissionRule.Check;
import dev.flotilla.constructs.policy.AdmissionRule.Condition;
import dev.flotilla.constructs.policy.AdmissionRule.Requests;
import java.util.List;
import java.util.Map;

/**
 * What tenants are held to, in CEL. Kinds that differ in their fields have rules of their own: so
 * the API server can check each expression against the schemas of its kinds.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/cel/">CEL in Kubernetes</a>
 */
final class TenantRules {
  private static final String SOURCES = "source.toolkit.fluxcd.io";
  private static final String GENERATORS = "source.extensions.fluxcd.io";

  /** A source, through whose own proxy anybody could answer for the address that it names. */
  private static final AdmissionRule REPOSITORIES =
      addresses(
          "flux-tenant-sources",
          Requests.writes(SOURCES, "gitrepositories", "ocirepositories"),
          List.of(isAllowed(), hasNoProxy()));

  private static final AdmissionRule HELM_REPOSITORIES =
      addresses(
          "flux-tenant-helmrepositories",
          Requests.writes(SOURCES, "helmrepositories"),
          List.of(isAllowed()));

  private static final AdmissionRule BUCKETS =
      new AdmissionRule(
          "flux-tenant-buckets",
          List.of(Requests.writes(SOURCES, "buckets")),
          Condition.CHANGED,
          Ordered.map(
              "allowed",
              "params.data.buckets.split('\\n')",
              "address",
              "(has(object.spec.provider) && object.spec.provider == 'gcp' ? '"
                  + AllowedBucket.GCP
                  + "' : object.spec.endpoint) + '/' + object.spec.bucketName"),
          true,
          List.of(
              new Check(
                  "variables.address in variables.allowed",
                  "\"a tenant's bucket must be one that the fleet allows, got '\" + variables.address + \"'; allowed are [\" + variables.allowed.join(', ') + \"]\""),
              hasNoProxy()));

  /** The name of a chart is joined to its repository's address: {@code ../other} leaves it. */
  private static final AdmissionRule HELM_CHARTS =
      rule(
          "flux-tenant-helmcharts",
          List.of(Requests.writes(SOURCES, "helmcharts")),
          "!object.spec.chart.matches(r'(^|/)[.][.](/|$)')",
          "\"a tenant's chart must be inside its source, got '\" + object.spec.chart + \"'; name it without '..'\"");

  private static final AdmissionRule ARTIFACT_GENERATORS =
      rule(
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
              new Requests(SOURCES, List.of("CREATE"), List.of("externalartifacts")),
              new Requests(SOURCES, List.of("UPDATE"), List.of("*/status")),
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

  private static final AdmissionRule KUBECONFIGS =
      rule(
          "flux-tenant-kubeconfigs",
          List.of(
              Requests.writes("kustomize.toolkit.fluxcd.io", "kustomizations"),
              Requests.writes("helm.toolkit.fluxcd.io", "helmreleases")),
          "!has(object.spec.kubeConfig)",
          "\"a tenant must deploy to its own cluster, got spec.kubeConfig in '\" + request.name + \"'; drop it\"");

  static final List<AdmissionRule> ALL =
      List.of(
          REPOSITORIES,
          HELM_REPOSITORIES,
          BUCKETS,
          HELM_CHARTS,
          ARTIFACT_GENERATORS,
          ARTIFACTS,
          KUBECONFIGS);

  private TenantRules() {}

  /** With a slash after it, the address of a folder is below the prefix that ends with it. */
  private static AdmissionRule addresses(String name, Requests requests, List<Check> checks) {
    Map<String, Object> variables =
        Ordered.map(
            "allowed", "params.data.sources.split('\\n')", "address", "object.spec.url + '/'");
    return new AdmissionRule(name, List.of(requests), Condition.CHANGED, variables, true, checks);
  }

  /** Of several prefixes one is enough; an empty one, of an empty line, allows nothing. */
  private static Check isAllowed() {
    return new Check(
        "variables.address.matches(r'"
            + SourcePrefix.PLAIN_URL
            + "') && variables.allowed.exists(prefix, prefix.endsWith('/') && variables.address.startsWith(prefix))",
        "\"a tenant's source must be one that the fleet allows, got '\" + object.spec.url + \"'; allowed are plain URLs below [\" + variables.allowed.join(', ') + \"]\"");
  }

  private static Check hasNoProxy() {
    return new Check(
        "!has(object.spec.proxySecretRef)",
        "\"a tenant's source must not have a proxy of its own, got spec.proxySecretRef '\" + object.spec.proxySecretRef.name + \"'; drop it\"");
  }

  private static AdmissionRule rule(
      String name, List<Requests> requests, String expression, String message) {
    return new AdmissionRule(
        name,
        requests,
        Condition.CHANGED,
        Ordered.map(),
        false,
        List.of(new Check(expression, message)));
  }
}
