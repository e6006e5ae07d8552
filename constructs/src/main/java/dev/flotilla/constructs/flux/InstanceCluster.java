package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Ordered;
import dev.flotilla.constructs.kubernetes.Rfc1123;
import java.util.Map;
import java.util.Optional;

/**
 * What the FluxInstance knows of its cluster.
 *
 * @param type the flavour of Kubernetes
 * @param size how many reconciliations run at once and how much memory the controllers may take
 * @param tenantDefaultServiceAccount the service account that a Kustomization or HelmRelease
 *     without one runs as; present means multi-tenancy lockdown, of Flux and of the operator
 * @param networkPolicy whether the Flux namespace gets network policies
 * @param domain the cluster's internal DNS domain
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/#cluster-configuration">FluxInstance
 *     cluster</a>
 */
public record InstanceCluster(
    Type type,
    Size size,
    Optional<String> tenantDefaultServiceAccount,
    boolean networkPolicy,
    String domain) {

  /** The flavour of Kubernetes. */
  public enum Type {
    KUBERNETES,
    OPENSHIFT,
    AWS,
    AZURE,
    GCP
  }

  /** Reconciliations at once: small 5, medium 10, large 20. */
  public enum Size {
    SMALL,
    MEDIUM,
    LARGE
  }

  public InstanceCluster {
    tenantDefaultServiceAccount.ifPresent(
        name -> Rfc1123.subdomain("the tenants' default service account", name));
    Rfc1123.subdomain("the cluster's DNS domain", domain);
  }

  /**
   * Returns a cluster locked down for tenants: Kubernetes, {@code cluster.local}, network policies,
   * and {@code flux} as the tenants' default service account.
   */
  public static InstanceCluster multitenant(Size size) {
    return new InstanceCluster(Type.KUBERNETES, size, Optional.of("flux"), true, "cluster.local");
  }

  /** Returns whether tenants are locked in their namespaces. */
  public boolean isMultitenant() {
    return tenantDefaultServiceAccount.isPresent();
  }

  Map<String, Object> toSpec() {
    Map<String, Object> spec =
        Ordered.map(
            "type", FluxInstance.lowerCase(type),
            "size", FluxInstance.lowerCase(size),
            "multitenant", isMultitenant());
    tenantDefaultServiceAccount.ifPresent(name -> spec.put("tenantDefaultServiceAccount", name));
    spec.put("networkPolicy", networkPolicy);
    spec.put("domain", domain);
    return spec;
  }
}
