package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the FluxInstance knows of its cluster.
 *
 * @param type the flavor of Kubernetes
 * @param size how many reconciliations run at once and how much memory the controllers may take;
 *     empty means Flux's own defaults
 * @param multitenancy lockdown for tenants, of Flux and of the operator; empty means none
 * @param hasNetworkPolicy whether the Flux namespace gets network policies
 * @param domain the cluster's internal DNS domain, an RFC 1123 subdomain
 * @see <a href="https://fluxoperator.dev/docs/crd/fluxinstance/#cluster-configuration">FluxInstance
 *     cluster</a>
 */
@RecordBuilder
public record InstanceCluster(
    Type type,
    Optional<Size> size,
    Optional<Multitenancy> multitenancy,
    boolean hasNetworkPolicy,
    String domain) {

  /** The flavor of Kubernetes. */
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
    Rfc1123.subdomain("the cluster's DNS domain", domain);
  }

  /**
   * Returns a cluster locked down for tenants: Kubernetes, {@code cluster.local}, network policies,
   * and {@code flux} as the tenants' default service account.
   */
  public static InstanceCluster multitenant(Size size) {
    return new InstanceCluster(
        Type.KUBERNETES,
        Optional.of(size),
        Optional.of(Multitenancy.of("flux")),
        true,
        "cluster.local");
  }

  /** Returns this cluster as another flavor of Kubernetes. */
  public InstanceCluster withType(Type newType) {
    return InstanceClusterFields.from(this).type(newType).build();
  }

  /** Returns this cluster with Flux's own concurrency and limits. */
  public InstanceCluster withoutSize() {
    return InstanceClusterFields.from(this).size(Optional.empty()).build();
  }

  /** Returns this cluster with another lockdown. */
  public InstanceCluster withMultitenancy(Multitenancy newMultitenancy) {
    return InstanceClusterFields.from(this).multitenancy(Optional.of(newMultitenancy)).build();
  }

  /** Returns this cluster without lockdown: every tenant can act as cluster-admin through Flux. */
  public InstanceCluster withoutMultitenancy() {
    return InstanceClusterFields.from(this).multitenancy(Optional.empty()).build();
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  Map<String, Object> toSpec() {
    Map<String, Object> spec = Ordered.map("type", lowerCase(type));
    size.ifPresent(value -> spec.put("size", lowerCase(value)));
    spec.put("multitenant", multitenancy.isPresent());
    multitenancy.ifPresent(lockdown -> lockdown.addTo(spec));
    spec.put("networkPolicy", hasNetworkPolicy);
    spec.put("domain", domain);
    return spec;
  }
}
