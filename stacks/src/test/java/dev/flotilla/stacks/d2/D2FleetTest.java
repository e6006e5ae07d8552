package dev.flotilla.stacks.d2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.constructs.flux.Credential;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.ClusterVariables;
import dev.flotilla.stacks.Fleet;
import dev.flotilla.stacks.Synth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The facts of the d2 reference architecture, by parsed value. */
class D2FleetTest {
  private static final String BRANCH = "refs/heads/main$";
  private static final String TAGS = "refs/tags/v\\d+\\.\\d+\\.\\d+$";

  private final Fleet fleet = D2Fleet.fleet();

  /** What differs between the clusters. */
  enum Facts {
    STAGING("staging", "latest", BRANCH, true),
    PROD_EU("prod-eu", "latest-stable", TAGS, true),
    PROD_US("prod-us", "latest-stable", TAGS, true),
    UPDATE("update", "latest", BRANCH, false);

    private final String cluster;
    private final String tag;
    private final String signedFrom;
    private final boolean workload;

    Facts(String cluster, String tag, String signedFrom, boolean workload) {
      this.cluster = cluster;
      this.tag = tag;
      this.signedFrom = signedFrom;
      this.workload = workload;
    }
  }

  @Test
  void hasFourClusters() {
    assertThat(fleet.clusters().stream().map(Cluster::name))
        .containsExactly("staging", "prod-eu", "prod-us", "update");
  }

  @ParameterizedTest
  @EnumSource
  void instanceIsFluxInFluxSystem(Facts facts) {
    assertThat(instance(facts))
        .containsEntry("apiVersion", "fluxcd.controlplane.io/v1")
        .containsEntry("kind", "FluxInstance")
        .containsEntry("metadata", Map.of("name", "flux", "namespace", "flux-system"))
        .containsOnlyKeys("apiVersion", "kind", "metadata", "spec");
  }

  @ParameterizedTest
  @EnumSource
  void distributionIsFlux2WithManifestsOfTheArtifactForWorkloads(Facts facts) {
    Map<String, Object> embedded = Map.of("version", "2.x", "registry", "ghcr.io/fluxcd");
    Map<String, Object> latest =
        Map.of(
            "version", "2.x",
            "registry", "ghcr.io/fluxcd",
            "artifact", "oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest");

    assertThat(spec(facts)).containsEntry("distribution", facts.workload ? latest : embedded);
  }

  @ParameterizedTest
  @EnumSource
  void componentsAreThoseOfTheRole(Facts facts) {
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

    assertThat(spec(facts)).containsEntry("components", facts.workload ? workload : automation);
  }

  @ParameterizedTest
  @EnumSource
  void clusterIsOfMediumSizeAndLockedDown(Facts facts) {
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
  void syncFollowsTheEnvironmentsTagInTheClustersFolder(Facts facts) {
    assertThat(spec(facts))
        .containsEntry(
            "sync",
            Map.of(
                "kind", "OCIRepository",
                "url", "oci://ghcr.io/controlplaneio-fluxcd/d2-fleet",
                "ref", facts.tag,
                "path", "clusters/" + facts.cluster,
                "pullSecret", "ghcr-auth"));
  }

  @ParameterizedTest
  @EnumSource
  void sourceIsVerifiedByOnePatch(Facts facts) {
    Map<?, ?> kustomize = (Map<?, ?>) spec(facts).get("kustomize");
    Map<?, ?> patch = (Map<?, ?>) ((List<?>) kustomize.get("patches")).get(0);

    assertThat(kustomize).hasSize(1);
    assertThat((List<?>) kustomize.get("patches")).hasSize(1);
    assertThat(patch.get("target"))
        .isEqualTo(Map.of("kind", "OCIRepository", "name", "flux-system"));
    assertThat(yaml((String) patch.get("patch")))
        .isEqualTo(
            List.of(
                Map.of(
                    "op",
                    "add",
                    "path",
                    "/spec/verify",
                    "value",
                    Map.of(
                        "provider",
                        "cosign",
                        "matchOIDCIdentity",
                        List.of(
                            Map.of(
                                "issuer",
                                "^https://token\\.actions\\.githubusercontent\\.com$",
                                "subject",
                                "^https://github\\.com/controlplaneio-fluxcd/d2-fleet/\\.github/workflows/push-artifact\\.yaml@"
                                    + facts.signedFrom))))));
  }

  @ParameterizedTest
  @EnumSource
  void instanceHasNothingElseButThatItDoesNotWaitForTheSync(Facts facts) {
    assertThat(spec(facts))
        .containsEntry("wait", false)
        .containsOnlyKeys("distribution", "components", "cluster", "sync", "kustomize", "wait");
  }

  @ParameterizedTest
  @EnumSource
  void operatorIsLockedDownAndReportsEvery45SecondsOnWorkloads(Facts facts) {
    JsonNode chart = Synth.json(fleet, facts.cluster).at("/data/helm_template/flux_operator");
    Map<String, Object> lockdown =
        Map.of("enabled", true, "defaultServiceAccount", "flux-operator");

    assertThat(chart.get("repository").textValue())
        .isEqualTo("oci://ghcr.io/controlplaneio-fluxcd/charts");
    assertThat(yaml(chart.at("/values/0").textValue()))
        .isEqualTo(
            facts.workload
                ? Map.of("multitenancy", lockdown, "reporting", Map.of("interval", "45s"))
                : Map.of("multitenancy", lockdown));
  }

  @Test
  void clustersPullWithOneCredentialAndTheAutomationClusterPushesWithAnother() {
    Credential pull = Credential.registry("ghcr-auth", "ghcr.io", "flux");
    Credential push = Credential.gitBasic("github-auth", "flux");

    for (Cluster cluster : fleet.clusters()) {
      assertThat(fleet.credentials(cluster))
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

  private Map<String, Object> spec(Facts facts) {
    return map(instance(facts).get("spec"));
  }

  private Map<String, Object> instance(Facts facts) {
    String values =
        Synth.json(fleet, facts.cluster)
            .at("/resource/helm_release/flux/values/0")
            .textValue()
            .replace("$${", "${")
            .replace("%%{", "%{");
    return map(map(yaml(values)).get("object"));
  }

  private static Object yaml(String text) {
    return new Load(LoadSettings.builder().build()).loadFromString(text);
  }

  @SuppressWarnings("unchecked") // YAML's maps have text keys here.
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
