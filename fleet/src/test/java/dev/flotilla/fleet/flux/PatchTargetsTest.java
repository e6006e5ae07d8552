package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.fixture.Bootstraps;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTargetsTest {
  private static final List<FluxController> RUNNING =
      List.of(FluxController.SOURCE_CONTROLLER, FluxController.KUSTOMIZE_CONTROLLER);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "source-controller",
        "(source-controller|helm-controller)",
        ".*-controller",
        "source-controller-a",
        "kustomize-controller.*",
      })
  void patchTargetMayBeAnyControllerThatRuns(String name) {
    PatchTargets.check(
        Patch.Target.of(Patch.Kind.DEPLOYMENT, name),
        RUNNING,
        Optional.of(Sharding.ephemeral("a")));
  }

  @ParameterizedTest
  @CsvSource({
    "kustomise-controller, did you mean 'kustomize-controller'?",
    "helm-controller, 'there are: source-controller, kustomize-controller'",
    "controller, 'there are: source-controller, kustomize-controller'",
  })
  void patchTargetMustBeAControllerThatRuns(String name, String hint) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PatchTargets.check(
                    Patch.Target.of(Patch.Kind.DEPLOYMENT, name), RUNNING, Optional.empty()))
        .withMessage(
            "the name of a patch's target must be a controller that runs, got '%s'; %s",
            name, hint);
  }

  @Test
  void patchTargetMustBeOfAKindThatTheOperatorGenerates() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PatchTargets.check(
                    Patch.Target.all(new Patch.Kind("Deploment")), RUNNING, Optional.empty()))
        .withMessage(
            "the kind of a patch's target must be one that the operator generates, got 'Deploment'; did you mean 'Deployment'?");
    PatchTargets.check(
        Patch.Target.of(Patch.Kind.OCI_REPOSITORY, "flux-system"), RUNNING, Optional.empty());
  }

  @Test
  void refusesAKindThatNoObjectHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Patch.Kind("deployment"))
        .withMessage(
            "the kind of a patch's target must be one such as 'Deployment', got 'deployment'; write it as in the object's 'kind'");
    assertThat(new Patch.Kind("PrometheusRule")).hasToString("PrometheusRule");
  }

  @Test
  void patchTargetMustBeARegularExpression() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PatchTargets.check(
                    Patch.Target.of(Patch.Kind.DEPLOYMENT, "(source"), RUNNING, Optional.empty()))
        .withMessage(
            "the name of a patch's target must be a regular expression, got '(source'; correct it");
  }

  @Test
  void patchTargetsAreCheckedForEveryPatchOfAnInstance() {
    Controllers images = Controllers.of(FluxController.IMAGE_REFLECTOR_CONTROLLER);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Bootstraps.instance(
                    FluxSettings.builder().addPatch(Patch.arguments(images, "--concurrent=20"))))
        .withMessage(
            "the name of a patch's target must be a controller that runs, got 'image-reflector-controller'; there are: source-controller, kustomize-controller, helm-controller, notification-controller");
    assertThat(
            Bootstraps.instance(
                    FluxSettings.builder()
                        .addPatch(
                            Patch.arguments(
                                Controllers.of(FluxController.KUSTOMIZE_CONTROLLER),
                                "--concurrent=20")))
                .settings()
                .patches())
        .hasSize(1);
  }
}
