package dev.flotilla.stacks.d1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.stacks.fixture.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        .flatExtracting(git -> git.variables().keySet())
        .containsExactlyInAnyOrder("flux_system_password", "flux_apps_password");
  }

  @ParameterizedTest
  @CsvSource({
    "staging, main, staging, preview1.example.com",
    "prod-eu, production, production, eu.example.com",
    "prod-us, production, production, us.example.com"
  })
  void componentsAndTenantsFollowTheBranchOfTheEnvironment(
      String cluster, String branch, String environment, String domain) {
    RenderedCluster rendered = Rendering.of(fleet, fleet.cluster(cluster).orElseThrow());

    assertThat(Rendering.file(rendered, "clusters/" + cluster + "/flux-system/runtime-info.yaml"))
        .contains("GIT_BRANCH: " + branch, "ENVIRONMENT: " + environment, "DOMAIN: " + domain);
    assertThat(Rendering.file(rendered, "tenants/" + cluster + "/monitoring.yaml"))
        .contains(
            source("d1-infra", branch, "flux-system"),
            "path: ./components/monitoring/controllers/" + environment,
            "path: ./components/monitoring/configs/" + environment);
    assertThat(Rendering.file(rendered, "tenants/" + cluster + "/backend.yaml"))
        .contains(
            source("d1-apps", branch, "flux-apps"),
            "path: ./components/backend/" + environment,
            "policy.flotilla.dev/git-branches: https://github.com/controlplaneio-fluxcd/d1-apps.git "
                + branch);
  }

  @Test
  void admissionWaitsForMonitoringAndTenantsForAdmission() {
    RenderedCluster staging = Rendering.of(fleet);

    assertThat(Rendering.file(staging, "tenants/staging/admission.yaml"))
        .contains("    name: infra-configs\n    namespace: monitoring\n");
    assertThat(Rendering.file(staging, "tenants/staging/frontend.yaml"))
        .contains("    name: infra-configs\n    namespace: admission\n");
  }

  private static String source(String repository, String branch, String secret) {
    return """
        url: https://github.com/controlplaneio-fluxcd/%s.git
              ref:
                branch: %s
              secretRef:
                name: %s
        """
        .formatted(repository, branch, secret);
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
