package dev.flotilla.fleet.flux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.flux.RuntimeInfoProps;
import dev.flotilla.fleet.object.Problem;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeInfoObjectsTest {
  @Test
  void runtimeInfoIsAWatchedConfigMapThatOthersMayAddTo() {
    TestCluster cluster = new TestCluster();

    cluster.add("staging/RuntimeInfo", props("CLUSTER_NAME"));

    assertThat(cluster.file("clusters/staging/flux-system/runtime-info.yaml"))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: flux-runtime-info
              namespace: flux-system
              labels:
                reconcile.fluxcd.io/watch: Enabled
                toolkit.fluxcd.io/runtime: 'true'
              annotations:
                kustomize.toolkit.fluxcd.io/ssa: Merge
            data:
              CLUSTER_NAME: value
            """);
  }

  @Test
  void clusterRefusesASecondRuntimeInfo() {
    TestCluster cluster = new TestCluster();

    cluster.add("staging/RuntimeInfo", props("A"));
    cluster.add("staging/Another", props("B"));

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/Another",
                "an object must be defined once, got ConfigMap 'flux-system/flux-runtime-info' from 'staging/RuntimeInfo' too; give each its own name and namespaces"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1A", "A-B", "A.B", "A B"})
  void refusesNamesThatAreNotSubstituted(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> props(name))
        .withMessage(
            "a variable must be named with letters, digits and '_', such as 'CLUSTER_REGION', got '"
                + name
                + "'");
  }

  private static RuntimeInfoProps props(String name) {
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put(name, "value");
    return new RuntimeInfoProps(variables);
  }
}
