package dev.flotilla.fleet.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceSetTest {
  private static final KubernetesObject SETTINGS =
      KubernetesObject.of(
          "v1", "ConfigMap", "web", "settings", Ordered.map("data", Ordered.map("a", "b")));

  @Test
  void resourceSetIsAnObjectInFluxSystemWithItsResources() {
    assertThat(yaml(new ResourceSet("web", Optional.empty(), List.of(), List.of(SETTINGS))))
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: web
              namespace: flux-system
            spec:
              resources:
              - apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                  namespace: web
                data:
                  a: b
            """);
  }

  @Test
  void resourceSetIsReconciledAsOftenAsDeclared() {
    ResourceSet set =
        new ResourceSet("web", Optional.of(Duration.ofMinutes(5)), List.of(), List.of(SETTINGS));

    assertThat(set.toObject().metadata())
        .containsEntry("annotations", Map.of("fluxcd.controlplane.io/reconcileEvery", "5m"));
  }

  @Test
  void waitsForWhatItDependsOn() {
    KubernetesObject crd =
        KubernetesObject.ofCluster(
            "apiextensions.k8s.io/v1", "CustomResourceDefinition", "tests.example.com", Map.of());
    ResourceSet set =
        new ResourceSet(
            "web",
            Optional.empty(),
            List.of(
                new ResourceSet.Dependency("settings", SETTINGS, DependencyReadiness.once()),
                new ResourceSet.Dependency("settings", SETTINGS, DependencyReadiness.now()),
                new ResourceSet.Dependency(
                    "settings", SETTINGS, DependencyReadiness.cel("data.a == 'b'")),
                new ResourceSet.Dependency("tests", crd, DependencyReadiness.exists())),
            List.of());

    assertThat(yaml(set))
        .contains(
            """
              dependsOn:
              - apiVersion: v1
                kind: ConfigMap
                name: settings
                namespace: web
                ready: true
                readyExpr: status.observedGeneration >= 0
              - apiVersion: v1
                kind: ConfigMap
                name: settings
                namespace: web
                ready: true
              - apiVersion: v1
                kind: ConfigMap
                name: settings
                namespace: web
                ready: true
                readyExpr: data.a == 'b'
              - apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                name: tests.example.com
            """);
  }

  @Test
  void operatorReadsNoTemplateInAResource() {
    KubernetesObject notes =
        KubernetesObject.of(
            "v1",
            "ConfigMap",
            "web",
            "notes",
            Ordered.map("data", Ordered.map("a", List.of("1 << 2 >> 1", true, "<<<<"))));

    ResourceSet set = new ResourceSet("web", Optional.empty(), List.of(), List.of(notes));

    assertThat(yaml(set))
        .contains(
            """
                data:
                  a:
                  - 1 << `<<` >> 2 >> 1
                  - true
                  - << `<<` >><< `<<` >>
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | line 1, column 1: mismatched input '<EOF>'",
        "` ` | line 1, column 2: mismatched input '<EOF>'",
        "status.replicas > | line 1, column 18: mismatched input '<EOF>'",
        "status.replicas == 'a | line 1, column 20: token recognition error at: ''a'",
        "a b | line 1, column 3: extraneous input 'b' expecting <EOF>",
        "has(status) | line 1, column 4: invalid argument to has() macro",
      })
  void refusesAReadinessExpressionThatIsNotCelAndSaysWhere(String expression, String where) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DependencyReadiness.cel(expression))
        .withMessage(
            "a readiness expression must be CEL such as 'status.replicas > 0', got '%s': %s",
            expression, where);
  }

  @Test
  void existsOnceIsAnExpressionOfCel() {
    assertThat(DependencyReadiness.cel(DependencyReadiness.Once.EXPRESSION).toSpec())
        .isEqualTo(DependencyReadiness.once().toSpec());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status.conditions.filter(c, c.type == 'Ready').all(c, c.status == 'True')",
        "has(status.ready) && status.ready",
        "status.?ready.orValue(false)",
        "data.a.matches('^[a-z]+$')\n|| data.b == r'\\d'",
      })
  void takesReadinessExpressionsOfAnyKind(String expression) {
    assertThat(DependencyReadiness.cel(expression).toSpec()).containsEntry("readyExpr", expression);
  }

  private static String yaml(ResourceSet set) {
    return Yaml.write(set.toObject().toMap());
  }
}
