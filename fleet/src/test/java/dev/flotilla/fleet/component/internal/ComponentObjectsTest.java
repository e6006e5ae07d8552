package dev.flotilla.fleet.component.internal;

import static dev.flotilla.fleet.component.Components.component;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.artifact.Retention;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.Components;
import dev.flotilla.fleet.component.Dependency;
import dev.flotilla.fleet.component.Phases;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.component.SharedNamespace;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.PodSecurity;
import dev.flotilla.fleet.object.DependencyReadiness;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import org.junit.jupiter.api.Test;

class ComponentObjectsTest {
  private final TestCluster cluster = new TestCluster();

  @Test
  void componentIsControllersThenConfigsAsClusterAdminInItsNamespace() {
    assertThat(rendered(component("cert-manager")))
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: cert-manager
              namespace: flux-system
              annotations:
                fluxcd.controlplane.io/reconcileEvery: 5m
            spec:
              resources:
              - apiVersion: v1
                kind: Namespace
                metadata:
                  name: cert-manager
                  annotations:
                    fluxcd.controlplane.io/prune: disabled
              - apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: flux-runtime-info
                  namespace: cert-manager
                  labels:
                    reconcile.fluxcd.io/watch: Enabled
                  annotations:
                    fluxcd.controlplane.io/copyFrom: flux-system/flux-runtime-info
              - apiVersion: v1
                kind: Secret
                metadata:
                  name: ghcr-auth
                  namespace: cert-manager
                  annotations:
                    fluxcd.controlplane.io/copyFrom: flux-system/ghcr-auth
                type: kubernetes.io/dockerconfigjson
              - apiVersion: v1
                kind: ServiceAccount
                metadata:
                  name: flux
                  namespace: cert-manager
                imagePullSecrets:
                - name: ghcr-auth
              - apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata:
                  name: flux-infra-cert-manager
                roleRef:
                  apiGroup: rbac.authorization.k8s.io
                  kind: ClusterRole
                  name: cluster-admin
                subjects:
                - kind: ServiceAccount
                  name: flux
                  namespace: cert-manager
              - apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata:
                  name: infra
                  namespace: cert-manager
                spec:
                  interval: 5m
                  serviceAccountName: flux
                  url: oci://ghcr.io/acme/infra/cert-manager
                  ref:
                    tag: latest
                  verify:
                    provider: cosign
                    matchOIDCIdentity:
                    - issuer: ^https://token\\.actions\\.githubusercontent\\.com$
                      subject: ^https://github\\.com/acme/infra/\\.github/workflows/push-cert-manager\\.yaml@refs/heads/main$
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: infra-controllers
                  namespace: cert-manager
                spec:
                  interval: 30m
                  retryInterval: 5m
                  timeout: 5m
                  serviceAccountName: flux
                  targetNamespace: cert-manager
                  sourceRef:
                    kind: OCIRepository
                    name: infra
                  path: ./controllers/staging
                  prune: true
                  deletionPolicy: Orphan
                  wait: true
                  postBuild:
                    substituteFrom:
                    - kind: ConfigMap
                      name: flux-runtime-info
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata:
                  name: infra-configs
                  namespace: cert-manager
                spec:
                  dependsOn:
                  - name: infra-controllers
                  interval: 30m
                  retryInterval: 5m
                  timeout: 5m
                  serviceAccountName: flux
                  targetNamespace: cert-manager
                  sourceRef:
                    kind: OCIRepository
                    name: infra
                  path: ./configs/staging
                  prune: true
                  deletionPolicy: Orphan
                  wait: true
                  postBuild:
                    substituteFrom:
                    - kind: ConfigMap
                      name: flux-runtime-info
            """);
  }

  @Test
  void onePhaseIsOneKustomization() {
    assertThat(rendered(component("metrics").phases(Phases.ONE)))
        .contains("\n      name: infra\n      namespace: metrics\n", "path: ./staging\n")
        .doesNotContain("infra-controllers", "dependsOn");
  }

  @Test
  void namespaceSecurityRoleAndRetentionAreAsDeclared() {
    assertThat(
            rendered(
                component("cert-manager")
                    .namespace("security")
                    .namespaceMetadata(ObjectMetadata.NONE.withLabel("team", "platform"))
                    .podSecurity(PodSecurity.RESTRICTED)
                    .clusterRole("cert-manager-deployer")
                    .retention(Retention.DELETE)))
        .contains(
            """
                  name: security
                  labels:
                    pod-security.kubernetes.io/enforce: restricted
                    team: platform
            """)
        .contains("name: cert-manager-deployer\n", "targetNamespace: security\n")
        .contains("name: flux-infra-cert-manager\n")
        .doesNotContain("deletionPolicy", "namespace: cert-manager");
  }

  @Test
  void waitsForTheLastPhaseOfAnotherComponent() {
    PlatformComponent one = component("one").phases(Phases.ONE).namespace("first").build();
    PlatformComponent two = component("two").build();

    assertThat(
            rendered(
                component("three").dependsOn(one).dependsOn(two, DependencyReadiness.exists())))
        .contains(
            """
              dependsOn:
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                name: infra
                namespace: first
                ready: true
                readyExpr: status.observedGeneration >= 0
              - apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                name: infra-configs
                namespace: two
              resources:
            """);
  }

  @Test
  void sharesKubeSystemWithoutOwningIt() {
    String rendered = rendered(component("metrics").sharedNamespace(SharedNamespace.kubeSystem()));

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
    assertThat(grafana.targetNamespace()).isEqualTo("observability");
    assertThat(grafana.dependsOn()).containsExactly(Dependency.on(monitoring));
  }

  @Test
  void theOwnerOfASharedNamespaceMustBeOnTheCluster() {
    PlatformComponent monitoring = component("monitoring").build();

    rendered(component("grafana").sharedNamespace(SharedNamespace.of(monitoring)));

    assertThat(cluster.problems())
        .containsExactly(
            new Problem(
                "staging/Infra",
                "a dependency must be on the same cluster, got component 'monitoring', which cluster 'staging' does not run; add it there, or drop the dependency"));
  }

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
  void oneComponentInTwoSetsIsAProblemThatNamesBoth() {
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
  void missingVariableIsAProblem() {
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
  void refusesEmptySet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ComponentSetProps.of("infra"))
        .withMessage("a component set must have at least one component, got none in 'infra'");
  }

  private String rendered(PlatformComponent.Builder builder) {
    PlatformComponent component = builder.build();
    cluster.add("staging/Infra", ComponentSetProps.of("infra", component));
    return cluster.file("tenants/staging/" + component.name() + ".yaml");
  }
}
