package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Map;
import java.util.Optional;

/**
 * Lockdown for tenants, of Flux and of the operator at once: no reference crosses a namespace, no
 * remote base is loaded, and what names no service account runs as the default one.
 *
 * @param defaultServiceAccount what a Kustomization or HelmRelease without a service account runs
 *     as
 * @param defaultDecryptionServiceAccount what it decrypts as with workload identity; empty means
 *     {@code default}
 * @param defaultKubeConfigServiceAccount what it reaches remote clusters as with workload identity;
 *     empty means {@code default}
 * @param operatorServiceAccount what a ResourceSet without a service account runs as
 * @param usesWorkloadIdentity whether tenants are locked to workload identities of their own; it
 *     turns on object-level workload identity, which it needs
 */
@RecordBuilder
public record Multitenancy(
    String defaultServiceAccount,
    Optional<String> defaultDecryptionServiceAccount,
    Optional<String> defaultKubeConfigServiceAccount,
    String operatorServiceAccount,
    boolean usesWorkloadIdentity) {

  public Multitenancy {
    Rfc1123.subdomain("the tenants' default service account", defaultServiceAccount);
    defaultDecryptionServiceAccount.ifPresent(
        name -> Rfc1123.subdomain("the tenants' default decryption service account", name));
    defaultKubeConfigServiceAccount.ifPresent(
        name -> Rfc1123.subdomain("the tenants' default kubeconfig service account", name));
    Rfc1123.subdomain("the operator's default service account", operatorServiceAccount);
  }

  /** Returns lockdown with one default service account, and the operator's own for ResourceSets. */
  public static Multitenancy of(String defaultServiceAccount) {
    return new Multitenancy(
        defaultServiceAccount, Optional.empty(), Optional.empty(), OperatorChart.NAME, false);
  }

  /** Returns this lockdown with another default service account for ResourceSets. */
  public Multitenancy withOperatorServiceAccount(String name) {
    return MultitenancyFields.from(this).operatorServiceAccount(name).build();
  }

  void addTo(Map<String, Object> cluster) {
    cluster.put("tenantDefaultServiceAccount", defaultServiceAccount);
    if (usesWorkloadIdentity) {
      cluster.put("objectLevelWorkloadIdentity", true);
      cluster.put("multitenantWorkloadIdentity", true);
    }
    defaultDecryptionServiceAccount.ifPresent(
        name -> cluster.put("tenantDefaultDecryptionServiceAccount", name));
    defaultKubeConfigServiceAccount.ifPresent(
        name -> cluster.put("tenantDefaultKubeConfigServiceAccount", name));
  }
}
