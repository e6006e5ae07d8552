package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.resolve.InvalidFleetException;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.stacks.fixture.Synth;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which components and tenants run where. */
class FleetWorkloadsTest {
  private static final ArtifactRepository APPS =
      new Organization("ghcr.io", "acme", "fleet")
          .artifacts("apps", "apps", ArtifactSigner::gitHubActions);
  private static final Artifact WEB = APPS.artifact("web");

  @Test
  void workloadClusterRunsWhatTheFleetRunsAndItsOwn() {
    Cluster staging =
        Fleets.staging().addComponentSet(set("canary")).addTenant(tenant("lab")).build();
    Fleet fleet = running(staging);

    assertThat(fleet.workloads(staging).componentSets())
        .containsExactly(set("infra"), set("canary"));
    assertThat(fleet.workloads(staging).tenants()).containsExactly(tenant("web"), tenant("lab"));
    assertThat(paths(fleet, staging))
        .containsExactly(
            "clusters/staging/tenants.yaml",
            "tenants/staging/policies.yaml",
            "tenants/staging/infra.yaml",
            "tenants/staging/canary.yaml",
            "tenants/staging/web.yaml",
            "tenants/staging/lab.yaml");
  }

  @Test
  void automationClusterRunsItsOwnOnly() {
    Cluster update =
        Cluster.automation("update", Environment.STAGING).addTenant(tenant("lab")).build();
    Fleet fleet = running(update);

    assertThat(fleet.workloads(update).componentSets()).isEmpty();
    assertThat(fleet.workloads(update).tenants()).containsExactly(tenant("lab"));
  }

  @Test
  void clusterWithoutAnyHasNoKustomizationForThem() {
    Cluster staging = Fleets.staging().build();

    assertThat(paths(Fleets.of(staging), staging)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"backend", "kubernetes", "helm", "adopt"})
  void tenantMayHaveTheNameOfAnElementOfTheStack(String name) {
    Cluster staging = Fleets.staging().addTenant(tenant(name)).build();

    assertThat(paths(Fleets.of(staging), staging)).contains("tenants/staging/" + name + ".yaml");
  }

  /** What is derived from them, such as labels and names of objects, has limits of its own. */
  @Test
  void clustersComponentsAndTenantsMayHaveNamesOf63Characters(@TempDir Path folder) {
    String name = "t".repeat(63);
    Cluster cluster =
        Cluster.workload("c".repeat(63), Environment.STAGING)
            .addComponentSet(set("i".repeat(63)))
            .addTenant(tenant(name))
            .addTenant(
                TenantProps.builder(APPS.artifact("a".repeat(63)))
                    .namespaces("n".repeat(63), "m".repeat(63))
                    .build())
            .build();
    Fleet fleet = Fleets.of(cluster);

    new FleetApp(fleet, new FleetAppProps(folder.resolve("out"), Set.of())).synth();

    assertThat(folder.resolve("out/fleet/tenants/" + "c".repeat(63) + "/" + name + ".yaml"))
        .exists();
    for (Map<String, Object> metadata : metadata(fleet, cluster)) {
      assertThat(String.valueOf(metadata.get("name"))).hasSizeLessThanOrEqualTo(253);
      if (metadata.get("labels") instanceof Map<?, ?> labels) {
        assertThat(labels.values())
            .allSatisfy(value -> assertThat(String.valueOf(value)).hasSizeLessThanOrEqualTo(63));
      }
    }
  }

  private static List<Map<String, Object>> metadata(Fleet fleet, Cluster cluster) {
    return Rendering.of(fleet, cluster).files().stream()
        .map(FleetFile::content)
        .flatMap(
            content ->
                Stream.concat(
                    content.objects().stream(),
                    content.sets().stream()
                        .flatMap(
                            set ->
                                Stream.concat(
                                    Stream.of(set.toObject()), set.resources().stream()))))
        .map(KubernetesObject::metadata)
        .toList();
  }

  @Test
  void pinnedReleaseRunsOnThatClusterOnly() {
    Cluster staging = Fleets.staging().pin(WEB, "v1.2.3").build();
    Cluster prod = Fleets.prod().build();
    Fleet fleet = running(staging, prod);

    assertThat(file(fleet, staging, "tenants/staging/web.yaml")).contains("tag: v1.2.3\n");
    assertThat(file(fleet, prod, "tenants/prod/web.yaml")).contains("tag: latest-stable\n");
  }

  @Test
  void ownVariablesArePassedToComponentsAndTenants() {
    Cluster staging = Fleets.staging().addVariable("INGRESS_CLASS", "nginx").build();

    assertThat(file(Fleets.of(staging), staging, "clusters/staging/flux-system/runtime-info.yaml"))
        .contains("  INGRESS_CLASS: nginx\n");
  }

  @Test
  void secretsOfArtifactsAreMadeOnTheClustersThatRunThem() {
    Artifact own =
        WEB.withCredential(Credential.registry("web-auth", "ghcr.io", "web"))
            .withDecryption(Credential.opaque("web-sops", "age.agekey"));
    Cluster staging = Fleets.staging().addTenant(TenantProps.builder(own).build()).build();
    Cluster prod = Fleets.prod().build();
    Fleet fleet = Fleets.of(staging, prod);

    assertThat(new ClusterResolver(fleet).resolve(staging).credentials())
        .extracting(Credential::secretName)
        .containsExactly("ghcr-auth", "web-auth", "web-sops");
    assertThat(new ClusterResolver(fleet).resolve(prod).credentials())
        .extracting(Credential::secretName)
        .containsExactly("ghcr-auth");
    assertThat(Synth.json(fleet, "staging").at("/resource/kubernetes_secret_v1/web_sops/type"))
        .hasToString("\"Opaque\"");
  }

  @Test
  void updatesOfRepositoriesBringTheirSecret() {
    Cluster update =
        Cluster.automation("update", Environment.STAGING)
            .addUpdateAutomation(updates("apps"))
            .addUpdateAutomation(updates("infra"))
            .build();
    Fleet fleet = Fleets.of(update);

    assertThat(Rendering.problems(fleet)).isEmpty();
    assertThat(paths(fleet, update))
        .containsExactly(
            "clusters/update/tenants.yaml",
            "tenants/update/apps.yaml",
            "tenants/update/infra.yaml");
    assertThat(new ClusterResolver(fleet).resolve(update).credentials())
        .extracting(Credential::secretName)
        .containsExactly("ghcr-auth", "github-auth");
  }

  @Test
  void refusesUpdatesOnAClusterWithoutTheirControllers() {
    Cluster staging = Fleets.staging().addUpdateAutomation(updates("apps")).build();

    assertThat(Rendering.problems(Fleets.of(staging)))
        .containsExactly(
            new Problem(
                "staging",
                "a cluster with update automations must run 'image-reflector-controller'; create it with Cluster.automation"),
            new Problem(
                "staging",
                "a cluster with update automations must run 'image-automation-controller'; create it with Cluster.automation"));
  }

  @Test
  void refusesToRunAnythingFromAFolderOfAnotherName() {
    SyncSource environments =
        SyncSource.git(URI.create("https://github.com/acme/fleet"), "refs/heads/main", "envs");
    Fleet fleet =
        running(Fleets.staging().build()).toBuilder().sync(FleetSync.from(environments)).build();

    assertThat(Rendering.problems(fleet))
        .containsExactly(
            new Problem(
                "staging",
                "a fleet with components or tenants must be synced from a folder 'clusters', got 'envs/staging'; set a path that ends with 'clusters' in FleetSync.from"));
  }

  @Test
  void refusesOneTenantTwice() {
    Cluster staging = Fleets.staging().addTenant(tenant("web")).build();

    assertThat(Rendering.problems(running(staging)))
        .containsExactly(
            new Problem(
                "staging", "a cluster must run each tenant once, got 'web' twice; remove one"));
  }

  @Test
  void refusesOneComponentSetTwice() {
    Cluster staging = Fleets.staging().addComponentSet(set("infra")).build();

    assertThat(Rendering.problems(running(staging)))
        .containsExactly(
            new Problem(
                "staging",
                "a cluster must run each component set once, got 'infra' twice; remove one"));
  }

  @Test
  void refusesATenantWithTheNameOfAComponentAndNamesBothPaths(@TempDir Path folder) {
    Fleet fleet =
        Fleets.of(Fleets.staging().addComponentSet(set("web")).addTenant(tenant("web")).build());

    assertThatExceptionOfType(InvalidFleetException.class)
        .isThrownBy(
            () -> new FleetApp(fleet, new FleetAppProps(folder.resolve("out"), Set.of())).synth())
        .withMessageStartingWith(
            "staging/Tenants/web: an object must be defined once, got ResourceSet 'flux-system/web', ")
        .withMessageContaining(" from 'staging/ComponentSets/web' too; ");
  }

  @Test
  void refusesAPinOfWhatTheClusterDoesNotRun() {
    Cluster staging = Fleets.staging().pin(APPS.artifact("lab"), "v1.2.3").build();

    assertThat(Rendering.problems(running(staging)))
        .containsExactly(
            new Problem(
                "staging",
                "a pin must be of an artifact that the cluster runs, got 'oci://ghcr.io/acme/apps/lab'; run its component or tenant there, or remove the pin"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.2.3", "v1.2", "latest", "v1.2.3-rc.1", "v1.2.3/../v1", "v1.2.3\n"})
  void refusesAPinThatIsNoRelease(String release) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.staging().pin(WEB, release).build())
        .withMessage(
            "the release that cluster 'staging' runs of 'oci://ghcr.io/acme/apps/web' must be a version such as 'v1.2.3', without a pre-release, got '"
                + release
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENVIRONMENT", "CLUSTER_DOMAIN"})
  void refusesVariablesThatEveryClusterHas(String variable) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.staging().addVariable(variable, "mine").build())
        .withMessage(
            "the variables of cluster 'staging' must not replace those that every cluster has, got '"
                + variable
                + "'; choose another name");
  }

  private static Fleet running(Cluster... clusters) {
    return Fleets.of(clusters).toBuilder()
        .addComponentSet(set("infra"))
        .addTenant(tenant("web"))
        .build();
  }

  private static UpdateAutomationProps updates(String name) {
    GitSource repository =
        SyncSource.git(URI.create("https://github.com/acme/" + name), "refs/heads/main", "policies")
            .withCredential(Credential.gitBasic("github-auth", "flux"));
    return UpdateAutomationProps.of(name, repository, new Author("bot", "bot@acme.example"));
  }

  private static ComponentSetProps set(String name) {
    return ComponentSetProps.of(name, PlatformComponent.builder(APPS.artifact(name)).build());
  }

  private static TenantProps tenant(String name) {
    return TenantProps.builder(APPS.artifact(name)).build();
  }

  /** Returns the files but those of Flux itself. */
  private static List<String> paths(Fleet fleet, Cluster cluster) {
    return Rendering.of(fleet, cluster).files().stream()
        .map(FleetFile::path)
        .filter(path -> !path.contains("/flux-system/"))
        .toList();
  }

  private static String file(Fleet fleet, Cluster cluster, String path) {
    return Rendering.of(fleet, cluster).files().stream()
        .filter(file -> file.path().equals(path))
        .map(file -> file.content().text())
        .collect(Collectors.joining());
  }
}
