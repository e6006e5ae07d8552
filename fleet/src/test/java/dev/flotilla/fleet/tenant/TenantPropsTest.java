package dev.flotilla.fleet.tenant;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantPropsTest {
  @ParameterizedTest
  @ValueSource(strings = {"policies", "flux-system", "flux-operator"})
  void refusesNamesThatFluxItselfNeeds(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TenantProps.builder(Tenants.APPS.artifact(name)).build())
        .withMessage(
            "the name of a tenant must not be one that Flux itself needs, got '"
                + name
                + "'; choose another than policies, flux-system, flux-operator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"default", "flux-system", "kube-system", "kube-web"})
  void refusesNamespacesThatAreNotTheFleets(String namespace) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tenants.frontend().namespaces(namespace).build())
        .withMessage(
            "a namespace of tenant 'frontend' must not be the cluster's own or Flux's, got '"
                + namespace
                + "'; choose another");
  }

  @Test
  void refusesMalformedNamespace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tenants.frontend().namespaces("Web").build())
        .withMessage(
            "a namespace of tenant 'frontend' must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'");
  }

  @Test
  void refusesAnEmptyListOfNamespaces() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tenants.frontend().namespaces().build())
        .withMessage(
            "tenant 'frontend' must have at least one namespace, got none; name one, or drop namespaces() for one of the tenant's name");
  }

  @Test
  void refusesOneNamespaceTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tenants.frontend().namespaces("web", "api", "web").build())
        .withMessage(
            "the namespaces of tenant 'frontend' must differ, got 'web', 'api', 'web'; list each once");
  }

  @Test
  void refusesClusterAdmin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tenants.frontend().role("cluster-admin").build())
        .withMessage(
            "the role of tenant 'frontend' must not be 'cluster-admin', which may lift its own quota; use 'admin', or a component");
  }

  @Test
  void refusesMalformedRole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Tenants.frontend().role("a role").build())
        .withMessage(
            "the role of tenant 'frontend' must be the name of a ClusterRole such as 'admin', got 'a role'");
  }

  @Test
  void refusesAnnotationsThatOnlyTheFleetSets() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Tenants.frontend()
                    .namespaceMetadata(
                        ObjectMetadata.NONE.withAnnotation(
                            "policy.flotilla.dev/flux-hosts", "evil.test"))
                    .build())
        .withMessage(
            "the namespace metadata of tenant 'frontend' must not have annotations of the fleet's policies, got 'policy.flotilla.dev/flux-hosts'; use TenantProps.Builder.fluxAccess");
  }
}
