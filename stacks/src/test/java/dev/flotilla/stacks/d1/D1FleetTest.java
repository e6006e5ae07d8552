package dev.flotilla.stacks.d1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.stacks.fixture.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of the d1 reference architecture, by parsed value. */
class D1FleetTest {
  private static final String TUNED = "(kustomize-controller|helm-controller|source-controller)";

  private final Fleet fleet = D1Fleet.fleet();

  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod-eu", "prod-us"})
  void syncIsTheMainBranchOfGitInTheClustersFolder(String cluster) {
    assertThat(spec(cluster))
        .containsEntry(
            "sync",
            Map.of(
                "kind", "GitRepository",
                "url", "https://github.com/controlplaneio-fluxcd/d1-fleet.git",
                "ref", "refs/heads/main",
                "path", "clusters/" + cluster,
                "pullSecret", "flux-system"));
    assertThat(
            new ClusterResolver(fleet).resolve(fleet.cluster(cluster).orElseThrow()).credentials())
        .singleElement()
        .satisfies(git -> assertThat(git.variables()).containsOnlyKeys("flux_system_password"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod-eu", "prod-us"})
  void minorVersionIsPinnedAndNoSizeIsSet(String cluster) {
    assertThat(spec(cluster))
        .containsEntry(
            "distribution",
            Map.of(
                "version", "2.7.x",
                "registry", "ghcr.io/fluxcd",
                "artifact", "oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest"))
        .containsEntry(
            "cluster",
            Map.of(
                "type", "kubernetes",
                "multitenant", true,
                "tenantDefaultServiceAccount", "default",
                "networkPolicy", true,
                "domain", "cluster.local"));
  }

  @Test
  void imagesAreUpdatedOnStagingOnly() {
    List<String> production =
        List.of(
            "source-controller",
            "source-watcher",
            "kustomize-controller",
            "helm-controller",
            "notification-controller");
    List<String> staging = new ArrayList<>(production);
    staging.addAll(List.of("image-reflector-controller", "image-automation-controller"));

    assertThat(spec("staging")).containsEntry("components", staging);
    assertThat(spec("prod-eu")).containsEntry("components", production);
    assertThat(spec("prod-us")).containsEntry("components", production);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "prod-eu", "prod-us"})
  void controllersAreTunedAndTheSourceIsNotVerified(String cluster) {
    assertThat(Applied.patches(spec(cluster)))
        .containsExactly(
            Map.entry(
                Map.of("kind", "Kustomization", "name", "flux-system"),
                List.of(op("add", "/spec/serviceAccountName", "kustomize-controller"))),
            Map.entry(
                deployment("kustomize-controller"),
                List.of(
                    argument("--feature-gates=CancelHealthCheckOnNewRevision=true"),
                    argument("--no-remote-bases=true"))),
            Map.entry(
                deployment(TUNED),
                List.of(argument("--concurrent=10"), argument("--requeue-dependency=10s"))),
            Map.entry(
                deployment("source-controller"),
                List.of(
                    argument("--helm-cache-max-size=10"),
                    argument("--helm-cache-ttl=60m"),
                    argument("--helm-cache-purge-interval=5m"))),
            Map.entry(
                deployment("kustomize-controller"),
                List.of(
                    op(
                        "replace",
                        "/spec/template/spec/volumes/0",
                        Map.of("name", "temp", "emptyDir", Map.of("medium", "Memory"))))),
            Map.entry(
                deployment(TUNED),
                List.of(
                    op(
                        "add",
                        "/spec/template/spec/containers/0/resources/limits",
                        Map.of("cpu", "2000m", "memory", "2Gi")))));
  }

  @Test
  void operatorReportsEvery30SecondsAndRunsResourceSetsAsDefault() {
    assertThat(Applied.operatorValues(fleet, "staging"))
        .isEqualTo(
            Map.of(
                "multitenancy", Map.of("enabled", true, "defaultServiceAccount", "default"),
                "reporting", Map.of("interval", "30s")));
  }

  private Map<String, Object> spec(String cluster) {
    return Applied.spec(fleet, cluster);
  }

  private static Map<String, Object> deployment(String name) {
    return Map.of("kind", "Deployment", "name", name);
  }

  private static Map<String, Object> argument(String value) {
    return op("add", "/spec/template/spec/containers/0/args/-", value);
  }

  private static Map<String, Object> op(String op, String path, Object value) {
    return Map.of("op", op, "path", path, "value", value);
  }
}
