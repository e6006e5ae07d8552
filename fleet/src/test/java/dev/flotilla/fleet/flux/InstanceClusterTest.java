package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstanceClusterTest {
  private static final InstanceCluster MULTITENANT =
      InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM);

  @Test
  void multitenantLocksTenantsDown() {
    assertThat(MULTITENANT.toSpec())
        .containsExactly(
            entry("type", "kubernetes"),
            entry("size", "medium"),
            entry("multitenant", true),
            entry("tenantDefaultServiceAccount", "flux"),
            entry("networkPolicy", true),
            entry("domain", "cluster.local"));
  }

  @Test
  void clusterWithoutMultitenancyNamesNoServiceAccount() {
    assertThat(MULTITENANT.withoutMultitenancy().toSpec())
        .containsEntry("multitenant", false)
        .doesNotContainKey("tenantDefaultServiceAccount");
  }

  @Test
  void locksWorkloadIdentityDown() {
    Multitenancy lockdown =
        new Multitenancy("tenant", Optional.of("decrypt"), Optional.of("remote"), "operator", true);

    assertThat(MULTITENANT.withMultitenancy(lockdown).toSpec())
        .containsEntry("tenantDefaultServiceAccount", "tenant")
        .containsEntry("objectLevelWorkloadIdentity", true)
        .containsEntry("multitenantWorkloadIdentity", true)
        .containsEntry("tenantDefaultDecryptionServiceAccount", "decrypt")
        .containsEntry("tenantDefaultKubeConfigServiceAccount", "remote");
  }

  @ParameterizedTest
  @CsvSource({"OPENSHIFT, openshift", "AWS, aws", "AZURE, azure", "GCP, gcp"})
  void namesTypeAsTheOperatorDoes(InstanceCluster.Type type, String name) {
    assertThat(MULTITENANT.withType(type).toSpec()).containsEntry("type", name);
  }

  @ParameterizedTest
  @CsvSource({"SMALL, small", "MEDIUM, medium", "LARGE, large"})
  void namesSizeAsTheOperatorDoes(InstanceCluster.Size size, String name) {
    assertThat(InstanceCluster.multitenant(size).toSpec()).containsEntry("size", name);
  }

  @Test
  void clusterWithoutSizeLeavesConcurrencyToFlux() {
    assertThat(MULTITENANT.withoutSize().toSpec()).doesNotContainKey("size");
  }

  @Test
  void refusesMalformedDomain() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new InstanceCluster(
                    InstanceCluster.Type.KUBERNETES,
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    "cluster_local"))
        .withMessage(
            "the cluster's DNS domain must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'cluster_local'");
  }

  @Test
  void refusesMalformedServiceAccounts() {
    refuses("the tenants' default service account", () -> Multitenancy.of("Flux"));
    refuses(
        "the tenants' default decryption service account",
        () -> new Multitenancy("flux", Optional.of("Flux"), Optional.empty(), "flux", false));
    refuses(
        "the tenants' default kubeconfig service account",
        () -> new Multitenancy("flux", Optional.empty(), Optional.of("Flux"), "flux", false));
    refuses(
        "the operator's default service account",
        () -> Multitenancy.of("flux").withOperatorServiceAccount("Flux"));
  }

  private static void refuses(String what, Runnable construction) {
    assertThatIllegalArgumentException()
        .isThrownBy(construction::run)
        .withMessage(
            what
                + " must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'Flux'");
  }
}
