package dev.flotilla.fleet.component.internal;

import static dev.flotilla.fleet.component.Components.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Components;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import org.junit.jupiter.api.Test;

class ComponentSetObjectsTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void eachComponentIsAResourceSetInAFileOfItsOwn() {
    cluster.add(
        "staging/Infra",
        ComponentSetProps.of(
            "infra", component("cert-manager").build(), component("monitoring").build()));

    assertThat(cluster.files().stream().map(FleetFile::path))
        .containsExactly(
            "clusters/staging/tenants.yaml",
            "tenants/staging/cert-manager.yaml",
            "tenants/staging/monitoring.yaml");
    assertThat(cluster.problems()).isEmpty();
  }

  @Test
  void refusesOneComponentInTwoSetsAndNamesBoth() {
    PlatformComponent certManager = component("cert-manager").build();
    cluster.add("staging/Infra", ComponentSetProps.of("infra", certManager));
    cluster.add("staging/More", ComponentSetProps.of("more", certManager));

    assertThat(cluster.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo("staging/More");
              assertThat(problem.message())
                  .contains("ResourceSet 'flux-system/cert-manager'", "from 'staging/Infra' too");
            });
  }

  @Test
  void refusesAVariableThatTheClusterDoesNotHave() {
    PlatformComponent dns =
        PlatformComponent.builder(Components.INFRA.artifact("dns").consuming("CLUSTER_DOMAIN"))
            .build();

    cluster.add("staging/Infra", ComponentSetProps.of("infra", dns));

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/Infra",
                "a cluster must have each variable that its artifacts consume, got no 'CLUSTER_DOMAIN' on 'staging'; set it there, or let artifact 'dns' substitute a value of its own"));
  }

  @Test
  void refusesAnEmptySet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComponentSetProps.of("infra"))
        .withMessage(
            "a component set must have at least one component, got none in 'infra'; name one");
  }
}
