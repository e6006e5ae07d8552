package dev.flotilla.d2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.cluster.ClusterVariables;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.stacks.fixture.Applied;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The facts of the d2 reference architecture, by parsed value. */
class D2FleetTest {
  private final Fleet fleet = D2Fleet.fleet();

  @Test
  void fleetHasFourClusters() {
    assertThat(fleet.clusters().stream().map(Cluster::name))
        .containsExactly("staging", "prod-eu", "prod-us", "update");
  }

  @ParameterizedTest
  @EnumSource
  void instanceIsFluxInFluxSystem(D2Facts facts) {
    assertThat(Applied.instance(fleet, facts.cluster))
        .containsEntry("apiVersion", "fluxcd.controlplane.io/v1")
        .containsEntry("kind", "FluxInstance")
        .containsEntry("metadata", Map.of("name", "flux", "namespace", "flux-system"))
        .containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
  }

  @ParameterizedTest
  @EnumSource
  void distributionIsFlux2WithManifestsOfTheArtifactForWorkloads(D2Facts facts) {
    Map<String, Object> embedded = Map.of("version", "2.x", "registry", "ghcr.io/fluxcd");
    Map<String, Object> latest =
        Map.of(
            "version", "2.x",
            "registry", "ghcr.io/fluxcd",
            "artifact", "oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest");

    assertThat(spec(facts)).containsEntry("distribution", facts.isWorkload() ? latest : embedded);
  }

  @ParameterizedTest
  @EnumSource
  void componentsAreThoseOfTheRole(D2Facts facts) {
    List<String> workload =
        List.of(
            "source-controller",
            "source-watcher",
            "kustomize-controller",
            "helm-controller",
            "notification-controller");
    List<String> automation =
        List.of(
            "source-controller",
            "kustomize-controller",
            "helm-controller",
            "image-reflector-controller",
            "image-automation-controller");

    assertThat(spec(facts)).containsEntry("components", facts.isWorkload() ? workload : automation);
  }

  @ParameterizedTest
  @EnumSource
  void clusterIsOfMediumSizeAndLockedDown(D2Facts facts) {
    assertThat(spec(facts))
        .containsEntry(
            "cluster",
            Map.of(
                "type", "kubernetes",
                "size", "medium",
                "multitenant", true,
                "tenantDefaultServiceAccount", "flux",
                "networkPolicy", true,
                "domain", "cluster.local"));
  }

  @ParameterizedTest
  @EnumSource
  void syncFollowsTheEnvironmentsTagInTheClustersFolder(D2Facts facts) {
    assertThat(spec(facts))
        .containsEntry(
            "sync",
            Map.of(
                "kind", "OCIRepository",
                "url", "oci://ghcr.io/controlplaneio-fluxcd/d2-fleet",
                "ref", facts.tag(),
                "path", "clusters/" + facts.cluster,
                "pullSecret", "ghcr-auth"));
  }

  @ParameterizedTest
  @EnumSource
  void sourceIsVerifiedByOnePatchAndAnotherClosesBuilds(D2Facts facts) {
    Map<String, Object> identity =
        Map.of(
            "issuer",
            "^https://token\\.actions\\.githubusercontent\\.com$",
            "subject",
            "^https://github\\.com/controlplaneio-fluxcd/d2-fleet/\\.github/workflows/push-artifact\\.yaml@"
                + facts.fleetRefs()
                + "$");
    Map<String, Object> verify =
        Map.of("provider", "cosign", "matchOIDCIdentity", List.of(identity));

    List<Map.Entry<Map<String, Object>, Object>> patches = Applied.patches(spec(facts));
    assertThat(patches)
        .hasSize(2)
        .startsWith(
            Map.entry(
                Map.of("kind", "OCIRepository", "name", "flux-system"),
                List.of(Map.of("op", "add", "path", "/spec/verify", "value", verify))));
    assertThat(patches.get(1).getKey())
        .isEqualTo(Map.of("kind", "Deployment", "name", "kustomize-controller(-.+)?"));
  }

  @ParameterizedTest
  @EnumSource
  void instanceHasNoOtherFieldsAndDoesNotWaitForTheSync(D2Facts facts) {
    assertThat(spec(facts))
        .containsEntry("wait", false)
        .containsOnlyKeys("distribution", "components", "cluster", "sync", "kustomize", "wait");
  }

  @ParameterizedTest
  @EnumSource
  void operatorIsLockedDownAndReportsEvery45SecondsOnWorkloads(D2Facts facts) {
    Map<String, Object> lockdown =
        Map.of("enabled", true, "defaultServiceAccount", "flux-operator");

    assertThat(Applied.operator(fleet, facts.cluster).get("repository").textValue())
        .isEqualTo("oci://ghcr.io/controlplaneio-fluxcd/charts");
    assertThat(Applied.operatorValues(fleet, facts.cluster))
        .isEqualTo(
            facts.isWorkload()
                ? Map.of("multitenancy", lockdown, "reporting", Map.of("interval", "45s"))
                : Map.of("multitenancy", lockdown));
  }

  @Test
  void clustersPullWithOneCredentialAndTheAutomationClusterPushesWithAnother() {
    Credential pull = Credential.registry("ghcr-auth", "ghcr.io", "flux");
    Credential push = Credential.gitBasic("github-auth", "flux");

    for (Cluster cluster : fleet.clusters()) {
      assertThat(new ClusterResolver(fleet).resolve(cluster).credentials())
          .isEqualTo(cluster.name().equals("update") ? List.of(pull, push) : List.of(pull));
    }
    assertThat(push.variables()).containsOnlyKeys("github_auth_password");
  }

  @Test
  void runtimeInfoIsThatOfEnvironmentAndCluster() {
    assertThat(runtimeInfo("staging"))
        .isEqualTo(
            Map.of(
                "ARTIFACT_TAG", "latest",
                "ENVIRONMENT", "staging",
                "CLUSTER_NAME", "staging-1",
                "CLUSTER_DOMAIN", "preview1.example.com",
                "ARTIFACT_SUBJECT_WORKFLOW", "push-artifact",
                "ARTIFACT_SUBJECT_GIT_REF", "refs/heads/main"));
    assertThat(runtimeInfo("prod-eu")).isEqualTo(production("prod-eu-1", "prodeu1.example.com"));
    assertThat(runtimeInfo("prod-us")).isEqualTo(production("prod-us-1", "produs1.example.com"));
    assertThat(runtimeInfo("update"))
        .isEqualTo(
            Map.of("ARTIFACT_TAG", "latest", "ENVIRONMENT", "staging", "CLUSTER_NAME", "update-1"));
  }

  private static Map<String, String> production(String name, String domain) {
    return Map.of(
        "ARTIFACT_TAG", "latest-stable",
        "ENVIRONMENT", "production",
        "CLUSTER_NAME", name,
        "CLUSTER_DOMAIN", domain,
        "ARTIFACT_SUBJECT_WORKFLOW", "release-artifact",
        "ARTIFACT_SUBJECT_GIT_REF", "refs/tags/.*");
  }

  private Map<String, String> runtimeInfo(String cluster) {
    return ClusterVariables.of(fleet.cluster(cluster).orElseThrow());
  }

  private Map<String, Object> spec(D2Facts facts) {
    return Applied.spec(fleet, facts.cluster);
  }
}
