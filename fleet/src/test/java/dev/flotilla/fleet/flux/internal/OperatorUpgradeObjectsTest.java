package dev.flotilla.fleet.flux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.TestCluster;
import dev.flotilla.fleet.flux.InstanceCluster;
import dev.flotilla.fleet.flux.OperatorChart;
import dev.flotilla.fleet.flux.OperatorUpgradeProps;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import org.junit.jupiter.api.Test;

class OperatorUpgradeObjectsTest {
  private static final Verification SIGNED =
      Verification.gitHubActions("acme/charts", "release.yml", GitRef.semverTags());

  @Test
  void installsTheVerifiedChartOfTheBootstrap() {
    TestCluster cluster = new TestCluster();

    cluster.add("staging/OperatorUpgrade", props("oci://ghcr.io/acme/charts", SIGNED));

    assertThat(cluster.file("clusters/staging/flux-system/flux-operator.yaml"))
        .isEqualTo(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: ResourceSet
            metadata:
              name: flux-operator
              namespace: flux-system
            spec:
              dependsOn:
              - apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                name: helmreleases.helm.toolkit.fluxcd.io
              resources:
              - apiVersion: source.toolkit.fluxcd.io/v1
                kind: OCIRepository
                metadata:
                  name: flux-operator
                  namespace: flux-system
                spec:
                  interval: 10m
                  url: oci://ghcr.io/acme/charts/flux-operator
                  ref:
                    tag: 0.59.0
                  verify:
                    provider: cosign
                    matchOIDCIdentity:
                    - issuer: ^https://token\\.actions\\.githubusercontent\\.com$
                      subject: ^https://github\\.com/acme/charts/\\.github/workflows/release\\.yml@refs/tags/v\\d+\\.\\d+\\.\\d+$
              - apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata:
                  name: flux-operator
                  namespace: flux-system
                spec:
                  interval: 30m
                  releaseName: flux-operator
                  serviceAccountName: flux-operator
                  chartRef:
                    kind: OCIRepository
                    name: flux-operator
                  install:
                    strategy:
                      name: RetryOnFailure
                      retryInterval: 3m
                  upgrade:
                    force: true
                    strategy:
                      name: RetryOnFailure
                      retryInterval: 3m
                  valuesFrom:
                  - kind: ConfigMap
                    name: flux-operator-values
                    valuesKey: values.yaml
            """);
  }

  @Test
  void operatorUpgradeHasTheValuesOfTheBootstrapInAWatchedConfigMap() {
    TestCluster cluster = new TestCluster();

    cluster.add("staging/OperatorUpgrade", props("oci://ghcr.io/acme/charts", SIGNED));

    assertThat(cluster.file("clusters/staging/flux-system/flux-operator-values.yaml"))
        .isEqualTo(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: flux-operator-values
              namespace: flux-system
              labels:
                reconcile.fluxcd.io/watch: Enabled
            data:
              values.yaml: |
                multitenancy:
                  enabled: true
                  defaultServiceAccount: flux-operator
                commonLabels:
                  team: platform
            """);
  }

  @Test
  void registryOnLoopbackIsPlainAndMayBeUnverified() {
    String set =
        Yaml.write(
            OperatorUpgradeObjects.upgrade(
                    props("oci://127.0.0.1:5000/charts", Verification.none()))
                .toObject()
                .toMap());

    assertThat(set).contains("insecure: true").doesNotContain("verify:");
  }

  private static OperatorUpgradeProps props(String charts, Verification verification) {
    return OperatorUpgradeProps.of(
            OperatorChart.of(new OciUrl(charts), Version.of("0.59.0")),
            InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM))
        .withMetadata(ObjectMetadata.NONE.withLabel("team", "platform"))
        .withVerification(verification)
        .withInsecure(charts.contains("127.0.0.1"));
  }
}
