package dev.flotilla.fleet.content.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.content.Variable;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesMergeTest {
  private static final Values SHARED =
      Values.yaml(
          """
          replicaCount: 1
          resources: {limits: {memory: 128Mi}}
          args: [one, two]
          ingress: {enabled: false, annotations: {acme.example/class: web}}
          unset: null
          """);

  @Test
  void mergesMapsAndReplacesTheRestAsHelmDoes() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", false);

    Map<String, Object> merged =
        merge.merge(
            SHARED.data(),
            Values.yaml(
                    """
                    replicaCount: 3
                    args: [three]
                    ingress: {enabled: true, annotations: {acme.example/class: null}}
                    resources: null
                    unset: {any: type}
                    """)
                .data());

    assertThat(merge.problems()).isEmpty();
    assertThat(Yaml.write(merged))
        .isEqualTo(
            """
            replicaCount: 3
            resources: null
            args:
            - three
            ingress:
              enabled: true
              annotations:
                acme.example/class: null
            unset:
              any: type
            """);
  }

  @Test
  void addsBesideWhatIsThere() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", true);

    Map<String, Object> merged =
        merge.merge(
            SHARED.data(), Values.yaml("resources: {limits: {cpu: 500m}}\nextra: {}").data());

    assertThat(merge.problems()).isEmpty();
    assertThat(merged)
        .containsEntry("resources", Map.of("limits", Map.of("memory", "128Mi", "cpu", "500m")))
        .containsEntry("extra", Map.of());
  }

  @Test
  void takesAVariableForAnyType() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", false);

    merge.merge(SHARED.data(), Values.of("replicaCount", new Variable("REPLICAS")).data());

    assertThat(merge.problems()).isEmpty();
  }

  @Test
  void reportsWhatReplacesNothing() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", false);

    merge.merge(
        SHARED.data(),
        Values.of(
                "replicaCout",
                3,
                "resources.limits.cpu",
                "1",
                "resources",
                Values.of("requests", Values.of("cpu", "1")),
                "ingress",
                Values.of("annotations", Values.of("acme.example/clas", "web")))
            .data());

    assertThat(merge.problems())
        .containsExactly(
            "valuesIn must replace what the shared values have, got 'replicaCout' of HelmRelease 'web'; did you mean 'replicaCount'?",
            "valuesIn must replace what the shared values have, got '[resources.limits.cpu]' of HelmRelease 'web'; nest Values.of, a key is no path",
            "valuesIn must replace what the shared values have, got 'resources.requests' of HelmRelease 'web'; add it to the shared values, or use addValuesIn",
            "valuesIn must replace what the shared values have, got 'ingress.annotations[acme.example/clas]' of HelmRelease 'web'; did you mean 'acme.example/class'?");
  }

  @Test
  void reportsValuesOfAnotherType() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", false);

    merge.merge(
        SHARED.data(),
        Values.of(
                "replicaCount",
                "3",
                "args",
                "three",
                "resources",
                List.of(),
                "ingress",
                Values.of("enabled", Map.of()))
            .data());

    assertThat(merge.problems())
        .containsExactly(
            "a value must have the type that it has in the shared values, got a string for 'replicaCount' of HelmRelease 'web', which is a number there; correct one",
            "a value must have the type that it has in the shared values, got a string for 'args' of HelmRelease 'web', which is a list there; correct one",
            "a value must have the type that it has in the shared values, got a list for 'resources' of HelmRelease 'web', which is a map there; correct one",
            "a value must have the type that it has in the shared values, got a map for 'ingress.enabled' of HelmRelease 'web', which is a boolean there; correct one");
  }

  @Test
  void reportsAnEmptyMapThatChangesNothing() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", false);

    merge.merge(SHARED.data(), Values.of("resources", Map.of()).data());

    assertThat(merge.problems())
        .containsExactly(
            "a map must change something, got an empty one for 'resources' of HelmRelease 'web'; write null to drop what is there");
  }

  @Test
  void reportsAdditionsThatReplace() {
    ValuesMerge merge = new ValuesMerge("HelmRelease 'web'", true);

    merge.merge(SHARED.data(), Values.of("replicaCount", 3, "args", List.of()).data());

    assertThat(merge.problems())
        .containsExactly(
            "addValuesIn must add what the shared values do not have, got 'replicaCount' of HelmRelease 'web'; use valuesIn",
            "addValuesIn must add what the shared values do not have, got 'args' of HelmRelease 'web'; use valuesIn");
  }
}
