package dev.flotilla.constructs.component;

import static dev.flotilla.constructs.component.Components.component;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
            "a component must not have one of the names that Flux itself needs, policies, flux-system, flux-operator, got '"
                + name
                + "'");
  }

  @Test
  void refusesNamespaceThatIsNotTheFleets() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> component("metrics").namespace("kube-system").build())
        .withMessage(
            "the namespace of component 'metrics' must not be the cluster's own or Flux's, got 'kube-system'");
  }

  @Test
  void refusesMalformedClusterRole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> component("metrics").clusterRole("").build())
        .withMessage(
            "the cluster role of component 'metrics' must be the name of a ClusterRole such as 'admin', got ''");
  }
}
