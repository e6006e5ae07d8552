package dev.flotilla.fleet.policy.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.ClusterContext;
import dev.flotilla.fleet.object.ObjectRule;
import dev.flotilla.fleet.policy.AllowedBucket;
import dev.flotilla.fleet.policy.SourcePolicyProps;
import dev.flotilla.fleet.policy.SourcePrefix;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the fleet itself declares in the namespaces of tenants is allowed there. */
public final class DeclaredSources implements ObjectRule {
  private final List<SourcePrefix> prefixes;
  private final List<AllowedBucket> buckets;

  /** A rule by the prefixes and buckets of {@code props}, as the cluster reaches them. */
  public DeclaredSources(SourcePolicyProps props, ClusterContext context) {
    this.prefixes = SourcePolicyObjects.prefixes(props, context);
    this.buckets = props.buckets();
  }

  @Override
  public Optional<String> problem(KubernetesObject object, Optional<KubernetesObject> namespace) {
    if (!isTenantsSource(object, namespace)
        || !(object.body().get("spec") instanceof Map<?, ?> spec)) {
      return Optional.empty();
    }
    if (spec.containsKey("proxySecretRef")) {
      return Optional.of(
          "a tenant's source must not have a proxy of its own, got 'spec.proxySecretRef' in %s; drop it, the proxy of FluxSettings.egress holds for all"
              .formatted(object.id()));
    }
    return object.kind().equals("Bucket") ? bucketProblem(object, spec) : urlProblem(object, spec);
  }

  static boolean isTenantsSource(KubernetesObject object, Optional<KubernetesObject> namespace) {
    return object.apiVersion().startsWith("source.toolkit.fluxcd.io/")
        && namespace
            .map(found -> found.metadata().get("labels"))
            .filter(
                labels ->
                    labels instanceof Map<?, ?> map
                        && AdmissionRule.TENANT.equals(map.get(AdmissionRule.TENANT_LABEL)))
            .isPresent();
  }

  private Optional<String> urlProblem(KubernetesObject object, Map<?, ?> spec) {
    if (!(spec.get("url") instanceof String url)
        || prefixes.stream().anyMatch(prefix -> prefix.allows(url))) {
      return Optional.empty();
    }
    return Optional.of(message(object, url, prefixes.stream().map(SourcePrefix::value).toList()));
  }

  private Optional<String> bucketProblem(KubernetesObject object, Map<?, ?> spec) {
    Object endpoint = "gcp".equals(spec.get("provider")) ? SourceRules.GCP : spec.get("endpoint");
    String address = endpoint + "/" + spec.get("bucketName");
    List<String> allowed = buckets.stream().map(AllowedBucket::address).toList();
    return allowed.contains(address)
        ? Optional.empty()
        : Optional.of(message(object, address, allowed));
  }

  private static String message(KubernetesObject object, String address, List<String> allowed) {
    return "a tenant's source must be one that the fleet allows, got '"
        + address
        + "' in "
        + object.id()
        + "; allow it in the fleet's source policy, which has ["
        + String.join(", ", allowed)
        + "]";
  }
}
