package dev.flotilla.fleet.flux;

import static dev.flotilla.fleet.flux.FluxController.HELM_CONTROLLER;
import static dev.flotilla.fleet.flux.FluxController.KUSTOMIZE_CONTROLLER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ControllersTest {
  private static final Controllers BOTH = Controllers.of(KUSTOMIZE_CONTROLLER, HELM_CONTROLLER);

  @Test
  void controllersAreTheDeploymentsOfTheirNames() {
    assertThat(name(Controllers.of(KUSTOMIZE_CONTROLLER))).isEqualTo("kustomize-controller");
    assertThat(name(BOTH)).isEqualTo("(kustomize-controller|helm-controller)");
  }

  @Test
  void controllersHaveTheirShardsOnRequest() {
    assertThat(name(BOTH.withShards())).isEqualTo("(kustomize-controller|helm-controller)(-.+)?");
    assertThat("kustomize-controller").matches(name(BOTH.withShards()));
    assertThat("kustomize-controller-tenants")
        .matches(name(BOTH.withShards()))
        .doesNotMatch(name(BOTH));
    assertThat("source-controller-tenants").doesNotMatch(name(BOTH.withShards()));
  }

  @Test
  void controllersMustNotBeNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(Controllers::of)
        .withMessage(
            "a patch must change at least one controller, got none; name one, such as SOURCE_CONTROLLER");
  }

  @Test
  void controllersMustNotBeNamedTwice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Controllers.of(HELM_CONTROLLER, KUSTOMIZE_CONTROLLER, HELM_CONTROLLER))
        .withMessage(
            "the controllers of a patch must differ, got 'helm-controller' twice; name it once");
  }

  private static String name(Controllers controllers) {
    Patch patch = Patch.arguments(controllers, "--log-level=debug");
    assertThat(patch.target().kind()).isEqualTo(Patch.Kind.DEPLOYMENT);
    return patch.target().name().orElseThrow();
  }
}
