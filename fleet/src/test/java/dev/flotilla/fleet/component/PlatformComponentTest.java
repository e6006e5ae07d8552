package dev.flotilla.fleet.component;

import static dev.flotilla.fleet.component.Components.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.NamespaceName;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.object.DependencyReadiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformComponentTest {
  @ParameterizedTest
  @ValueSource(strings = {"policies", "flux-system", "flux-operator"})
  void refusesNamesThatFluxItselfNeeds(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> component(name).build())
        .withMessage(
            "the name of a component must not be one that Flux itself needs, got '"
                + name
                + "'; choose another than policies, flux-system, flux-operator");
  }

  @Test
  void refusesNamespaceThatIsNotTheFleets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> component("metrics").namespace("kube-system").build())
        .withMessage(
            "the namespace of component 'metrics' must not be the cluster's own or Flux's, got 'kube-system'; choose another");
  }

  @Test
  void refusesToShareASharedNamespace() {
    PlatformComponent metrics =
        component("metrics").sharedNamespace(SharedNamespace.kubeSystem()).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SharedNamespace.of(metrics))
        .withMessage(
            "SharedNamespace.of must name the component that owns the namespace, got 'metrics', which shares 'kube-system' itself; name the owner, or use SharedNamespace.kubeSystem()");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SharedNamespace.OfKubernetes(new NamespaceName("flux-system")))
        .withMessage("a shared namespace of Kubernetes must be 'kube-system', got 'flux-system'");
  }

  @Test
  void refusesToRestrictThePodsOfANamespaceThatItDoesNotOwn() {
    PlatformComponent.Builder metrics =
        component("metrics")
            .podSecurity(PodSecurity.RESTRICTED)
            .sharedNamespace(SharedNamespace.kubeSystem());

    assertThatIllegalArgumentException()
        .isThrownBy(metrics::build)
        .withMessage(
            "podSecurity must be set on the component that owns the namespace, got it on component 'metrics', which shares 'kube-system'; remove it, or set it on the owner");
  }

  @Test
  void keepsADependencyOnTheOwnerThatWasDeclared() {
    PlatformComponent owner = component("monitoring").build();

    assertThat(
            component("grafana")
                .dependsOn(owner, DependencyReadiness.exists())
                .sharedNamespace(SharedNamespace.of(owner))
                .build()
                .dependsOn())
        .containsExactly(new Dependency(owner, DependencyReadiness.exists()));
  }

  @Test
  void refusesMalformedClusterRole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> component("metrics").clusterRole("").build())
        .withMessage(
            "the cluster role of component 'metrics' must be the name of a ClusterRole such as 'admin', got ''");
  }
}
