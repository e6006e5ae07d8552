package dev.flotilla.constructs.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.constructs.TestCluster;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuntimeInfoTest {
  @Test
  void isAWatchedConfigMapThatOthersMayAddTo() {
    TestCluster cluster = new TestCluster();

    new RuntimeInfo(cluster, "RuntimeInfo", props("CLUSTER_NAME"));

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
  void secondOneIsAProblem() {
    TestCluster cluster = new TestCluster();

    new RuntimeInfo(cluster, "RuntimeInfo", props("A"));
    new RuntimeInfo(cluster, "Another", props("B"));

    assertThat(cluster.objects().problems())
        .containsExactly(
            new Problem(
                "staging/Another",
                "an object must come from one construct, got ConfigMap 'flux-system/flux-runtime-info' from 'staging/RuntimeInfo' too; give each its own name and namespaces"));
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
