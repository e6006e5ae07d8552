package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.component.ComponentSetProps;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkflowsTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final ArtifactRepository APPS =
      ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions);
  private static final TenantProps FRONTEND =
      TenantProps.builder(APPS.artifact("frontend")).build();
  private static final TenantProps BACKEND = TenantProps.builder(APPS.artifact("backend")).build();
  private static final Cluster STAGING = Cluster.workload("staging", Environment.STAGING).build();
  private static final Cluster PRODUCTION =
      Cluster.workload("production", Environment.PRODUCTION).build();

  /** Returns those that publish. */
  private static SortedMap<String, String> files(Fleet fleet, String repository) {
    SortedMap<String, String> files = new TreeMap<>();
    RepositoryFiles.of(
            RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor(),
            repository,
            ProgramSource.ofFleet())
        .forEach((path, text) -> files.put(path.replace(Workflows.FOLDER + "/", ""), text));
    files.keySet().removeIf(name -> !name.matches("(push|release)-.*"));
    return files;
  }

  private static Fleet.Builder fleet() {
    return Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"));
  }

  /** What they publish moves no ring; who signs it is the same. */
  @Test
  void workflowsAreTheSameForAnEnvironmentInRings() {
    Environment rings = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet.Builder fleet =
        fleet()
            .fluxRelease(new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .addTenant(FRONTEND);
    Fleet together = fleet.build().toBuilder().addCluster(PRODUCTION).build();
    Fleet inRings =
        fleet
            .addCluster(Cluster.workload("canary", rings).ring("canary").build())
            .addCluster(Cluster.workload("broad", rings).ring("broad").build())
            .build();

    assertThat(files(inRings, "acme/apps")).isEqualTo(files(together, "acme/apps")).isNotEmpty();
  }

  private static Fleet.Builder bothClusters() {
    return fleet().addCluster(STAGING).addCluster(PRODUCTION);
  }

  @Test
  void workflowsAreAsTheirPageShows() throws IOException {
    Fleet fleet = bothClusters().addTenant(FRONTEND).build();
    Matcher shown =
        Pattern.compile("(?s)```yml\n(.*?)```")
            .matcher(Files.readString(Path.of("../docs/workflows.md")));

    assertThat(shown.find()).isTrue();
    assertThat(files(fleet, "acme/apps").get("push-frontend.yaml")).contains(shown.group(1));
  }

  @Test
  void workflowsAreNamedAsEachClusterVerifies() {
    Fleet fleet = bothClusters().addTenant(FRONTEND).addTenant(BACKEND).build();
    SortedMap<String, String> files = files(fleet, "acme/apps");

    for (TenantProps tenant : List.of(FRONTEND, BACKEND)) {
      assertThat(signers(files, tenant, STAGING, "refs/heads/main"))
          .containsExactly("push-" + tenant.name() + ".yaml");
      assertThat(signers(files, tenant, PRODUCTION, "refs/tags/" + tenant.name() + "/v1.2.3"))
          .containsExactly("release-" + tenant.name() + ".yaml");
    }
  }

  private static List<String> signers(
      SortedMap<String, String> files, TenantProps tenant, Cluster cluster, String ref) {
    Verification rule =
        ((Artifact) tenant.source()).verification(cluster.environment().signedFrom());
    return files.keySet().stream().filter(file -> accepts(rule, "acme/apps", file, ref)).toList();
  }

  private static boolean accepts(Verification rule, String repository, String file, String ref) {
    Map<?, ?> identity =
        (Map<?, ?>) ((List<?>) rule.toSpec().orElseThrow().get("matchOIDCIdentity")).get(0);
    String subject = "https://github.com/" + repository + "/.github/workflows/" + file + "@" + ref;
    return subject.matches((String) identity.get("subject"));
  }

  @Test
  void workflowsOfTheFleetPublishBranchesAndReleasesByOneFile() {
    assertThat(files(bothClusters().build(), "acme/fleet"))
        .containsOnlyKeys("push-artifact.yaml")
        .extractingByKey("push-artifact.yaml")
        .asString()
        .contains(
            "    branches: ['main']\n    tags: ['v[0-9]+.[0-9]+.[0-9]+']\n",
            "    if: github.repository == 'acme/fleet'\n",
            "          ./flotilla publish ${APPROVED:+--plan ",
            "run: ./flotilla publish --version \"$GITHUB_REF_NAME\"\n",
            "run: ./flotilla publish --rollback-to \"$RELEASE\"\n",
            "run: cosign login 'ghcr.io' ")
        .doesNotContain("FLEET_TOKEN");
  }

  @Test
  void runsTheProgramOfTheFleetWhereTheFleetIs() {
    ArtifactRepository own = ACME.artifacts("apps", "fleet", ArtifactSigner::gitHubActions);
    Fleet fleet =
        bothClusters()
            .addTenant(FRONTEND)
            .addTenant(TenantProps.builder(own.artifact("backend")).build())
            .build();

    assertThat(files(fleet, "acme/apps").get("push-frontend.yaml"))
        .contains(
            "          repository: acme/fleet\n          path: .fleet\n",
            "run: .fleet/flotilla publish --component 'components/frontend'\n");
    assertThat(files(fleet, "acme/fleet"))
        .containsOnlyKeys("push-artifact.yaml", "push-backend.yaml", "release-backend.yaml");
    assertThat(files(fleet, "acme/fleet").get("push-backend.yaml"))
        .contains("run: ./flotilla publish --component 'components/backend'\n")
        .doesNotContain(".fleet/");
  }

  @Test
  void workflowsAreOnlyThoseWhoseTagSomeClusterFollows() {
    assertThat(files(fleet().addCluster(STAGING).addTenant(FRONTEND).build(), "acme/apps"))
        .containsOnlyKeys("push-frontend.yaml");
    Cluster pinned =
        Cluster.workload("staging", Environment.STAGING)
            .addTenant(FRONTEND)
            .pin(APPS.artifact("frontend"), new Version(1, 2, 3))
            .build();
    assertThat(files(fleet().addCluster(pinned).build(), "acme/apps"))
        .containsOnlyKeys("push-frontend.yaml", "release-frontend.yaml");
  }

  @Test
  void workflowsPublishEveryBranchThatAnEnvironmentFollowsToItsChannel() {
    Environment next = new Environment("next", Channel.tag("next"), GitRef.branch("release/next"));
    Fleet fleet =
        bothClusters()
            .addCluster(Cluster.workload("next", next).build())
            .addTenant(FRONTEND)
            .build();

    assertThat(files(fleet, "acme/apps").get("push-frontend.yaml"))
        .contains(
            "    branches: ['main', 'release/next']\n",
            "publish --component 'components/frontend' --channel \"$CHANNEL\"\n",
            "        env:\n          CHANNEL: ${{ github.ref_name == 'main' && 'latest' || github.ref_name == 'release/next' && 'next' }}\n");
  }

  @ParameterizedTest
  @CsvSource({
    "{component}/v{version}, frontend/v, ${GITHUB_REF_NAME##*/}",
    "{component}-v{version}, frontend-v, v${GITHUB_REF_NAME#frontend-v}",
    "{version}, '', v${GITHUB_REF_NAME#}",
    "v{version}, v, $GITHUB_REF_NAME",
  })
  void runsOnTheTagsOfGit(String form, String prefix, String version) {
    TenantProps frontend =
        TenantProps.builder(APPS.withReleaseTag(new ReleaseTag(form)).artifact("frontend")).build();
    Fleet fleet = bothClusters().addTenant(frontend).build();

    assertThat(files(fleet, "acme/apps").get("release-frontend.yaml"))
        .contains(
            "    tags: ['" + prefix + "[0-9]+.[0-9]+.[0-9]+']\n",
            " --version \"" + version + "\"\n");
  }

  @Test
  void workflowsPublishToTheOnlyChannel() {
    Environment edge = new Environment("edge", Channel.tag("edge"), GitRef.branch("main"));
    Environment slow =
        new Environment("slow", Channel.tag("slow").ofReleases(), GitRef.semverTags());
    Fleet fleet =
        fleet()
            .addCluster(Cluster.workload("edge", edge).build())
            .addCluster(Cluster.workload("slow", slow).build())
            .build();

    assertThat(files(fleet, "acme/fleet").get("push-artifact.yaml"))
        .contains(
            "publish --channel edge ${APPROVED:+--plan ",
            "publish --channel slow --version \"$GITHUB_REF_NAME\"\n",
            "publish --channel slow --rollback-to \"$RELEASE\"\n");
  }

  @Test
  void workflowsAreOnlyThoseThatRunOnABranchOrATag() {
    ArtifactSigner moving =
        ArtifactSigner.anyOf(
            ArtifactSigner.gitHubActions("acme/apps"),
            ArtifactSigner.pinnedWorkflow("acme/workflows", "publish.yaml", "a".repeat(40)));
    ArtifactRepository apps = ACME.artifacts("apps", "apps", repository -> moving);
    Fleet fleet =
        fleet()
            .addCluster(STAGING)
            .addTenant(TenantProps.builder(apps.artifact("frontend")).build())
            .build();

    assertThat(files(fleet, "acme/apps")).containsOnlyKeys("push-frontend.yaml");
    assertThatThrownBy(() -> files(fleet, "acme/workflows"))
        .hasMessage(
            "the Git repository must have workflows whose signatures the fleet's clusters verify, got 'acme/workflows'; name one of: acme/apps, acme/fleet");
  }

  @Test
  void workflowsPublishWhereAMirrorHasTheArtifacts() {
    Fleet fleet =
        bothClusters()
            .addTenant(FRONTEND)
            .mirror(Mirror.parse("ghcr.io=registry.acme.example:5000/public"))
            .build();

    assertThat(files(fleet, "acme/apps").get("push-frontend.yaml"))
        .contains("run: cosign login 'registry.acme.example:5000' ");
  }

  @Test
  void workflowsAreRefusedWhereOneSignsTwoArtifacts() {
    ArtifactRepository shared = ACME.artifacts("infra", "infra", ArtifactSigner::sharedWorkflow);
    ComponentSetProps set =
        ComponentSetProps.of(
            "infra",
            PlatformComponent.builder(shared.artifact("cert-manager")).build(),
            PlatformComponent.builder(shared.artifact("monitoring")).build());

    assertThatThrownBy(() -> files(bothClusters().addComponentSet(set).build(), "acme/infra"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "each artifact must have workflows of its own, got 'push-artifact.yaml' of 'acme/infra' for 'oci://ghcr.io/acme/infra/cert-manager' and 'oci://ghcr.io/acme/infra/monitoring'; sign with ArtifactSigner.gitHubActions, or write that workflow yourself");
  }

  @Test
  void workflowsAreRefusedForARepositoryThatNobodyVerifies() {
    Fleet fleet = bothClusters().addTenant(FRONTEND).build();

    assertThatThrownBy(() -> files(fleet, "acme/app"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Git repository must have workflows whose signatures the fleet's clusters verify, got 'acme/app'; name one of: acme/apps, acme/fleet");
    ArtifactRepository keys = ACME.artifacts("apps", "apps", repository -> ArtifactSigner.none());
    Fleet unsigned =
        bothClusters()
            .sync(FleetSync.unsignedArtifact())
            .addTenant(TenantProps.builder(keys.artifact("frontend")).build())
            .build();
    assertThatThrownBy(() -> files(unsigned, "acme/apps"))
        .hasMessage(
            "the Git repository must have workflows whose signatures the fleet's clusters verify, got 'acme/apps'; sign with ArtifactSigner.gitHubActions first, no artifact of the fleet is");
  }

  @Test
  void workflowsHaveNoPlaceholder() {
    Fleet fleet = bothClusters().addTenant(FRONTEND).build();
    SortedMap<String, String> files = new TreeMap<>(files(fleet, "acme/apps"));
    files.putAll(files(fleet, "acme/fleet"));

    assertThat(files.values())
        .allSatisfy(text -> assertThat(text).doesNotContainPattern("\\{\\{\\S"));
  }
}
