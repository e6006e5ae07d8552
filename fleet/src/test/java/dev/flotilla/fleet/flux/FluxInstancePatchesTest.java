package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciUrl;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FluxInstancePatchesTest {
  @Test
  void patchesTheGeneratedSourceWhereTheSyncHasNoField() {
    OciSource sync =
        TestInstance.SYNC.withOptions(TestInstance.SYNC.options().withCertSecret("registry-ca"));

    assertThat(TestInstance.yaml(sync))
        .contains(
            """
                - target:
                    kind: OCIRepository
                    name: flux-system
                  patch: |
                    - op: add
                      path: /spec/certSecretRef
                      value:
                        name: registry-ca
            """);
  }

  @Test
  void appliesPatchesAfterThoseOfTheSync() {
    Patch.Target controller = Patch.Target.of(Patch.Kind.DEPLOYMENT, "kustomize-controller");
    FluxInstance instance =
        new FluxInstance(
            TestInstance.FLUX_2,
            TestInstance.SYNC.withUrl(new OciUrl("oci://localhost:5000/fleet"), true),
            FluxSettings.builder()
                .buildEgress(BuildEgress.open())
                .addPatch(Patch.add(controller, "/spec/replicas", 2))
                .addPatch(Patch.replace(controller, "/spec/paused", true))
                .addPatch(Patch.remove(Patch.Target.all(Patch.Kind.DEPLOYMENT), "/spec/paused"))
                .addPatch(
                    Patch.arguments(
                        Controllers.of(
                            FluxController.HELM_CONTROLLER, FluxController.KUSTOMIZE_CONTROLLER),
                        "--concurrent=2",
                        "--v=${x}"))
                .addPatch(
                    Patch.merge(
                        new Patch.Target(
                            Patch.Kind.DEPLOYMENT,
                            Optional.empty(),
                            Optional.of("app.kubernetes.io/part-of=flux")),
                        Map.of("kind", "Deployment")))
                .build());

    assertThat(Yaml.write(TestInstance.spec(instance).get("kustomize")))
        .isEqualTo(
            """
            patches:
            - target:
                kind: OCIRepository
                name: flux-system
              patch: |
                - op: add
                  path: /spec/insecure
                  value: true
            - target:
                kind: Deployment
                name: kustomize-controller
              patch: |
                - op: add
                  path: /spec/replicas
                  value: 2
            - target:
                kind: Deployment
                name: kustomize-controller
              patch: |
                - op: replace
                  path: /spec/paused
                  value: true
            - target:
                kind: Deployment
              patch: |
                - op: remove
                  path: /spec/paused
            - target:
                kind: Deployment
                name: (helm-controller|kustomize-controller)
              patch: |
                - op: add
                  path: /spec/template/spec/containers/0/args/-
                  value: --concurrent=2
                - op: add
                  path: /spec/template/spec/containers/0/args/-
                  value: --v=${x}
            - target:
                kind: Deployment
                labelSelector: app.kubernetes.io/part-of=flux
              patch: |
                kind: Deployment
            """);
  }
}
