package dev.flotilla.fleet.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class FleetDescriptorTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

  @Test
  void listsEnvironmentsWithTheRefsThatSign() throws JsonProcessingException {
    JsonNode fleet = json(ExampleFleet.fleet());

    assertThat(fleet.get("version").asInt()).isEqualTo(1);
    assertThat(fleet.get("environments"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"name\":\"production\",\"channel\":\"latest-stable\",\"releases\":true,\"ref\":{\"releases\":\"v\"}}",
            "{\"name\":\"staging\",\"channel\":\"latest\",\"releases\":false,\"ref\":{\"branch\":\"main\"}}");
  }

  @Test
  void listsClustersWithTheVariablesThatTheySubstitute() throws JsonProcessingException {
    JsonNode fleet = json(ExampleFleet.fleet());

    assertThat(fleet.get("clusters"))
        .extracting(
            cluster -> cluster.get("name").asText(),
            cluster -> cluster.get("environment").asText(),
            cluster -> cluster.get("role").asText(),
            cluster ->
                object(
                        fleet,
                        cluster.get("name").asText(),
                        "ConfigMap flux-system/flux-runtime-info")
                    .at("/data/CLUSTER_NAME")
                    .asText())
        .containsExactly(
            tuple("staging", "staging", "workload", "staging"),
            tuple("prod-eu", "production", "workload", "prod-eu"),
            tuple("prod-us", "production", "workload", "prod-us"),
            tuple("update", "staging", "automation", "update"));
  }

  @Test
  void descriptorHasTheSignersOfEachChannel() throws JsonProcessingException {
    JsonNode fleet = json(ExampleFleet.fleet());

    assertThat(fleet.at("/fleet/signers/latest/0").toString())
        .isEqualTo(
            "{\"repository\":\"acme/fleet\",\"workflow\":\"push-artifact.yaml\",\"ref\":{\"branch\":\"main\"},\"issuer\":\"^https://token\\\\.actions\\\\.githubusercontent\\\\.com$\",\"subject\":\"^https://github\\\\.com/acme/fleet/\\\\.github/workflows/push-artifact\\\\.yaml@refs/heads/main$\"}");
    JsonNode frontend = artifact(fleet, "frontend");
    assertThat(frontend.get("path").asText()).isEqualTo("acme/apps/frontend");
    assertThat(frontend.get("url").asText()).isEqualTo("oci://ghcr.io/acme/apps/frontend");
    assertThat(frontend.at("/signers/latest/0/workflow").asText()).isEqualTo("push-artifact.yaml");
    assertThat(frontend.at("/signers/latest-stable/0/workflow").asText())
        .isEqualTo("release-artifact.yaml");
  }

  @Test
  void groupsClustersThatApplyAnArtifactAlike() throws JsonProcessingException {
    JsonNode fleet = json(ExampleFleet.fleet());

    JsonNode tenant = artifact(fleet, "frontend").get("consumers");
    assertThat(tenant)
        .extracting(
            consumer -> consumer.get("kind").asText(),
            consumer -> consumer.get("clusters").toString(),
            consumer -> consumer.at("/kustomizations/0/spec/path").asText())
        .containsExactly(
            tuple("tenant", "[\"staging\"]", "./staging"),
            tuple("tenant", "[\"prod-eu\",\"prod-us\"]", "./production"));
    assertThat(artifact(fleet, "monitoring").at("/consumers/0/kustomizations"))
        .extracting(kustomization -> kustomization.at("/spec/path").asText())
        .containsExactly("./controllers/staging", "./configs/staging");
  }

  @Test
  void keepsAClusterWithAReleaseOfItsOwnApart() throws JsonProcessingException {
    Artifact web = ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions).artifact("web");
    Fleet fleet =
        ExampleFleet.fleet().toBuilder()
            .addTenant(TenantProps.builder(web).build())
            .addCluster(
                Cluster.workload("prod-ap", Environment.PRODUCTION)
                    .pin(web, new Version(1, 2, 3))
                    .build())
            .build();

    JsonNode json = json(fleet);
    assertThat(object(json, "prod-ap", "OCIRepository web/apps").at("/spec/ref/tag").asText())
        .isEqualTo("v1.2.3");
    assertThat(object(json, "prod-eu", "OCIRepository web/apps").at("/spec/ref/tag").asText())
        .isEqualTo("latest-stable");
  }

  @Test
  void descriptorHasWhatContentIsHeldToOnEachCluster() throws JsonProcessingException {
    JsonNode fleet = json(ExampleFleet.fleet());

    assertThat(
            object(fleet, "staging", "Namespace /frontend")
                .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                .asText())
        .isEqualTo("baseline");
    for (String kind : List.of("ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding")) {
      assertThat(object(fleet, "staging", kind + " /flux-tenant-sources").get("spec")).isNotEmpty();
    }
    assertThat(object(fleet, "staging", "RoleBinding frontend/flux").get("roleRef")).isNotEmpty();
    assertThat(object(fleet, "staging", "OCIRepository frontend/apps").at("/spec/ref/tag").asText())
        .isEqualTo("latest");
  }

  @Test
  void descriptorHasAnObjectOnceThatClustersShare() throws JsonProcessingException {
    JsonNode objects = json(ExampleFleet.fleet()).get("objects");

    assertThat(objects).allSatisfy(some -> assertThat(some.get("clusters")).isNotEmpty());
    assertThat(objects)
        .flatMap(some -> some.get("objects").valueStream().toList())
        .filteredOn(object -> object.get("kind").asText().equals("ValidatingAdmissionPolicy"))
        .extracting(object -> object.at("/metadata/name").asText())
        .isNotEmpty()
        .doesNotHaveDuplicates();
  }

  @Test
  void saysWhatComesFromGitInsteadOfAnArtifact() throws JsonProcessingException {
    Fleet fleet =
        Fleet.builder(ACME, ExampleFleet.fleet().fluxRelease())
            .addTenant(
                TenantProps.builder(
                        ACME.gitContent("apps", "apps", GitVerification.none()).content("web"))
                    .build())
            .addCluster(
                Cluster.workload("staging", Environment.ofBranch("staging", "main")).build())
            .addCluster(
                Cluster.workload("prod-eu", Environment.ofBranch("production", "release/1"))
                    .build())
            .build();

    assertThat(json(fleet).get("artifacts")).isEmpty();
    assertThat(json(fleet).get("git"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"name\":\"web\",\"path\":\"components/web\",\"url\":\"https://github.com/acme/apps.git\",\"branches\":{\"production\":\"release/1\",\"staging\":\"main\"}}");
    assertThat(json(fleet).at("/environments/0/branch").asText()).isEqualTo("release/1");
    assertThat(json(ExampleFleet.fleet()).has("git")).isFalse();
  }

  @Test
  void saysWhereClustersReachRegistries() throws JsonProcessingException {
    JsonNode fleet =
        json(
            ExampleFleet.fleet().toBuilder()
                .mirror(Mirror.parse("ghcr.io=http://127.0.0.1:5000/copy"))
                .build());

    assertThat(fleet.at("/mirrors/ghcr.io").asText()).isEqualTo("http://127.0.0.1:5000/copy");
    assertThat(artifact(fleet, "frontend").get("path").asText()).isEqualTo("acme/apps/frontend");
    assertThat(artifact(fleet, "frontend").get("url").asText())
        .isEqualTo("oci://127.0.0.1:5000/copy/acme/apps/frontend");
    assertThat(artifact(fleet, "frontend").get("insecure").asBoolean()).isTrue();
  }

  @Test
  void descriptorHasATrustedRootOnce() throws JsonProcessingException {
    JsonNode fleet =
        json(ExampleFleet.fleet().toBuilder().sigstore(Sigstores.of("acme.example")).build());

    assertThat(artifact(fleet, "frontend").at("/signers/latest/0/sigstore").asText())
        .isEqualTo("trusted-root");
    assertThat(fleet.at("/sigstores/trusted-root/trustedRoot").asText())
        .contains("https://rekor.acme.example");
  }

  @Test
  void descriptorHasNoFleetArtifactIfClustersSyncFromGit() throws JsonProcessingException {
    Fleet fleet =
        ExampleFleet.fleet().toBuilder()
            .sync(
                FleetSync.from(
                    SyncSource.git(
                        "https://git.acme.example/acme/fleet.git",
                        GitRef.branch("main"),
                        "clusters",
                        GitVerification.none())))
            .build();

    assertThat(json(fleet).has("fleet")).isFalse();
    assertThat(json(ExampleFleet.fleet()).has("fleet")).isTrue();
  }

  @Test
  void descriptorIsEqualForEqualFleets() {
    assertThat(text(ExampleFleet.fleet())).isEqualTo(text(ExampleFleet.fleet())).endsWith("}\n");
  }

  @Test
  void holdsNoSecretWhateverCredentialsThereAre() throws JsonProcessingException {
    Fleet fleet = withEveryCredential();
    String text = text(fleet);

    assertThat(ResolvedFleet.of(fleet).cluster("staging").orElseThrow().credentials())
        .extracting(credential -> credential.getClass().getSimpleName())
        .contains(
            "RegistryCredential",
            "GitBasicCredential",
            "GitSshCredential",
            "GitHubAppCredential",
            "OpaqueCredential");
    assertThat(text)
        .doesNotContain(
            "PRIVATE KEY", "AGE-SECRET-KEY", "stringData", "known_hosts", "dockerconfig")
        .doesNotContain("TF_VAR", "${var.", "password");
    assertThat(kinds(new ObjectMapper().readTree(text))).isNotEmpty().doesNotContain("Secret");
    assertThat(artifact(json(fleet), "web").at("/consumers/0/kustomizations/0/spec/decryption"))
        .hasToString("{\"provider\":\"sops\",\"secretRef\":{\"name\":\"sops-age\"}}");
  }

  private static List<String> kinds(JsonNode node) {
    return node.findValuesAsText("kind");
  }

  private static Fleet withEveryCredential() {
    TenantProps web =
        TenantProps.builder(
                ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                    .artifact("web")
                    .withCredential(Credential.registry("apps-auth", "ghcr.io", "robot"))
                    .withDecryption(Credential.opaque("sops-age", "age.agekey")))
            .build();
    Cluster staging =
        Cluster.workload("staging", Environment.STAGING)
            .addCredential(Credential.gitBasic("git-basic", "robot"))
            .addCredential(Credential.gitSsh("git-ssh", "git.acme.example ssh-ed25519 AAAA"))
            .addCredential(Credential.gitHubApp("git-app", 1, "acme"))
            .build();
    return Fleet.builder(ACME, ExampleFleet.fleet().fluxRelease())
        .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"))
        .addRegistryAuthority("ghcr.io", Credential.opaque("registry-ca", "ca.crt"))
        .addTenant(web)
        .addCluster(staging)
        .build();
  }

  private static String text(Fleet fleet) {
    return RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor().toJson();
  }

  private static JsonNode json(Fleet fleet) throws JsonProcessingException {
    return new ObjectMapper().readTree(text(fleet));
  }

  private static JsonNode artifact(JsonNode fleet, String name) {
    for (JsonNode artifact : fleet.get("artifacts")) {
      if (artifact.get("name").asText().equals(name)) {
        return artifact;
      }
    }
    throw new AssertionError("no artifact '" + name + "'");
  }

  private static JsonNode object(JsonNode fleet, String cluster, String name) {
    for (JsonNode some : fleet.get("objects")) {
      for (JsonNode object : some.get("objects")) {
        JsonNode metadata = object.get("metadata");
        String own =
            "%s %s/%s"
                .formatted(
                    object.get("kind").asText(),
                    metadata.path("namespace").asText(),
                    metadata.get("name").asText());
        if (own.equals(name) && some.get("clusters").toString().contains('"' + cluster + '"')) {
          return object;
        }
      }
    }
    throw new AssertionError("no %s of '%s'".formatted(name, cluster));
  }
}
