package dev.flotilla.fleet.component.internal;

import static dev.flotilla.fleet.component.Components.component;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Dependency;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.component.SharedNamespace;
import dev.flotilla.fleet.object.Problem;
import org.junit.jupiter.api.Test;

class SharedNamespaceObjectsTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void sharesKubeSystemWithoutOwningIt() {
    String rendered =
        cluster.rendered(component("metrics").sharedNamespace(SharedNamespace.kubeSystem()));

    assertThat(rendered)
        .contains("kind: Namespace\n    metadata:\n      name: metrics\n")
        .doesNotContain("kind: Namespace\n    metadata:\n      name: kube-system\n")
        .contains(
            """
              - apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: flux-infra-metrics
                  namespace: kube-system
            """)
        .contains(
            """
                subjects:
                - kind: ServiceAccount
                  name: flux
                  namespace: metrics
                - kind: ServiceAccount
                  name: flux-infra-metrics
                  namespace: kube-system
            """)
        .contains(
            """
                  targetNamespace: kube-system
                  sourceRef:
                    kind: OCIRepository
                    name: infra
                  path: ./configs/staging
                  patches:
                  - target:
                      group: helm.toolkit.fluxcd.io
                      kind: HelmRelease
                    patch: |
                      - op: add
                        path: /spec/serviceAccountName
                        value: flux-infra-metrics
                  - target:
                      group: kustomize.toolkit.fluxcd.io
                      kind: Kustomization
                    patch: |
                      - op: add
                        path: /spec/serviceAccountName
                        value: flux-infra-metrics
                  prune: true
            """);
    assertThat(rendered.split("namespace: kube-system\n", -1)).hasSize(3);
    assertThat(rendered.split("targetNamespace: kube-system\n", -1)).hasSize(3);
    assertThat(cluster.problems()).isEmpty();
  }

  @Test
  void twoComponentsShareTheNamespaceOfAThirdOnOneCluster() {
    PlatformComponent monitoring = component("monitoring").namespace("observability").build();
    PlatformComponent grafana =
        component("grafana").sharedNamespace(SharedNamespace.of(monitoring)).build();
    PlatformComponent loki =
        component("loki").sharedNamespace(SharedNamespace.of(monitoring)).build();

    cluster.add("staging/Infra", ComponentSetProps.of("infra", monitoring, grafana, loki));

    assertThat(cluster.problems()).isEmpty();
    assertThat(cluster.file("tenants/staging/grafana.yaml"))
        .contains("targetNamespace: observability\n", "name: flux-infra-grafana\n")
        .contains("    name: infra-configs\n    namespace: observability\n    ready: true\n")
        .doesNotContain("kind: Namespace\n    metadata:\n      name: observability\n");
    assertThat(grafana.targetNamespace()).hasToString("observability");
    assertThat(grafana.dependsOn()).containsExactly(Dependency.on(monitoring));
  }

  @Test
  void refusesASharedNamespaceWhoseOwnerIsNotOnTheCluster() {
    PlatformComponent monitoring = component("monitoring").build();

    cluster.rendered(component("grafana").sharedNamespace(SharedNamespace.of(monitoring)));

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/Infra",
                "a dependency must be on the same cluster, got component 'monitoring', which cluster 'staging' does not run; add it there, or drop the dependency"));
  }
}
