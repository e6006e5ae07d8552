package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.automation.Author;
import dev.flotilla.fleet.automation.UpdateAutomationProps;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.stacks.fixture.Golden;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubFilesTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final UpdateAutomationProps UPDATES =
      UpdateAutomationProps.of(
          "apps",
          SyncSource.git(
                  ACME.gitUrl("apps"),
                  GitRef.branch("main"),
                  "update-policies",
                  GitVerification.none())
              .withCredential(Credential.gitBasic("github-auth", "flux")),
          new Author("acme-bot", "acme-bot@users.noreply.github.com"));

  /** Of a team with an artifact, whose charts are updated. */
  private static Fleet apps(UpdateAutomationProps updates) {
    return Fleets.of(
            Fleets.staging().build(),
            Fleets.prod().build(),
            Cluster.automation("update", Environment.STAGING).addUpdateAutomation(updates).build())
        .toBuilder()
        .addTenant(
            TenantProps.builder(
                    ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                        .artifact("frontend"))
                .build())
        .build();
  }

  /** Of a team whose content clusters take from Git, as they do the fleet. */
  private static Fleet inGit(String... branches) {
    Fleet.Builder fleet =
        Fleets.of().toBuilder()
            .sync(
                FleetSync.from(
                    SyncSource.git(
                        ACME.gitUrl("fleet"),
                        GitRef.branch("main"),
                        "clusters",
                        GitVerification.none())))
            .addTenant(
                TenantProps.builder(
                        ACME.gitContent("apps", "apps", GitVerification.none()).content("frontend"))
                    .build());
    for (String branch : branches) {
      fleet.addCluster(
          Cluster.workload("c-" + branch, Environment.ofBranch("e-" + branch, branch)).build());
    }
    return fleet.build();
  }

  private static SortedMap<String, String> files(Fleet fleet, String repository) {
    return files(fleet, repository, ProgramSource.ofFleet());
  }

  private static SortedMap<String, String> files(
      Fleet fleet, String repository, ProgramSource program) {
    return new GitHubFiles(
            RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor(), repository, program)
        .all();
  }

  /** {@code actionlint} checks them where they are. */
  @Test
  void workflowsAreTheFilesBesideThisTest() {
    Golden goldens = Golden.of("acme", "dev/flotilla/main/workflow");
    goldens.checkFolder("apps", files(apps(UPDATES), "acme/apps"));
    ProgramSource program =
        ProgramSource.download(
            "https://acme.example/flotilla.tar.gz@sha256:" + "a".repeat(64),
            "oci://ghcr.io/acme/fleet",
            Optional.of("acme/fleet/.github/workflows/push-artifact.yaml@refs/heads/main"));
    goldens.checkFolder("team", files(apps(UPDATES), "acme/apps", program));
    goldens.checkFolder("fleet", files(apps(UPDATES), "acme/fleet"));
    goldens.checkFolder("git", files(inGit("main", "production"), "acme/apps"));
    goldens.checkFolder("rings", files(inRings(Organization.FLEET + ".yaml"), "acme/fleet"));
    goldens.checkFolder(
        "releases", files(signed(Fleets.prod().build(), ofReleases("1")), "acme/fleet"));
    goldens.checkFolder(
        "branches", files(signed(Fleets.staging().build(), ofBranch("true")), "acme/fleet"));
    goldens.checkFolder("one", files(signed(Fleets.staging().build()), "acme/fleet"));
  }

  /**
   * In two environments with rings.
   *
   * @param signer the workflow that publishes the fleet
   */
  private static Fleet inRings(String signer) {
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    Environment edge =
        new Environment("edge", Channel.tag("edge").ofReleases(), GitRef.semverTags())
            .withRings("first", "second", "third");
    return Fleets.of(
            Fleets.staging().build(),
            Cluster.workload("eu", production).ring("canary").build(),
            Cluster.workload("shop", edge).ring("third").build())
        .toBuilder()
        .fluxRelease(new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
        .sync(FleetSync.artifactSignedByWorkflow(signer))
        .build();
  }

  /** Whose artifact the workflow of the repository publishes. */
  private static Fleet signed(Cluster... clusters) {
    return Fleets.of(clusters).toBuilder()
        .sync(FleetSync.artifactSignedByWorkflow("push-artifact.yaml"))
        .build();
  }

  /** Whose environment has a name that YAML takes for a number. */
  private static Cluster ofReleases(String environment) {
    return Cluster.workload(
            "c-" + environment,
            new Environment(environment, Channel.tag("c").ofReleases(), GitRef.semverTags()))
        .build();
  }

  private static Cluster ofBranch(String environment) {
    return Cluster.workload(
            "c-" + environment, new Environment(environment, Channel.tag("c"), GitRef.branch("c")))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rollout.yaml", "deploy.yaml", "drift.yaml", "review.yaml"})
  void workflowThatPublishesHasANameOfItsOwn(String file) {
    assertThatThrownBy(() -> files(inRings(file), "acme/fleet"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a workflow that publishes must be named unlike those of Flotilla that do not, got an artifact that '%s' signs; give that another workflow"
                .formatted(file));
  }

  @Test
  void fleetOfReleasesAloneHasNoWorkflowOfABranch() {
    Fleet releases = signed(Fleets.prod().build());

    assertThat(files(releases, "acme/fleet").get("push-artifact.yaml"))
        .contains(
            "# Publishes releases of the fleet.",
            "        run: ./flotilla publish --version \"$GITHUB_REF_NAME\"\n")
        .doesNotContain("branches:", "--component");
  }

  @Test
  void checksWhatARepositoryPublishesWithoutASecret() {
    assertThat(files(apps(UPDATES), "acme/apps").get("check.yaml"))
        .contains(
            "on:\n  pull_request:\n",
            "run: .fleet/flotilla check --annotations\n",
            "PASSWORD: ${{ secrets.REGISTRY_PASSWORD || github.token }}\n")
        .doesNotContain("pull_request_target", ": write");
    assertThat(files(apps(UPDATES), "acme/fleet")).doesNotContainKey("check.yaml");
  }

  /** Another registry would refuse it, and with it what anybody may read. */
  @Test
  void theTokenOfARunIsForGitHubsRegistryAlone() {
    Fleet mirrored =
        apps(UPDATES).toBuilder().mirror(Mirror.parse("ghcr.io=registry.acme.example")).build();

    assertThat(files(mirrored, "acme/apps").get("check.yaml"))
        .contains("PASSWORD: ${{ secrets.REGISTRY_PASSWORD }}\n");
  }

  @Test
  void opensAPullRequestForUpdatesThatArePushedToABranchOfTheirOwn() {
    assertThat(files(apps(UPDATES.withPushBranch("bumps")), "acme/apps").get("image-updates.yaml"))
        .contains("    branches: ['bumps']\n", "          BASE: main\n");
    assertThat(files(apps(UPDATES.withPushBranch("main")), "acme/apps"))
        .doesNotContainKey("image-updates.yaml");
    assertThat(files(apps(UPDATES), "acme/fleet")).doesNotContainKey("image-updates.yaml");
  }

  @Test
  void promotesFromEachBranchToTheNext() {
    assertThat(files(inGit("dev", "main", "production"), "acme/apps").get("promote.yaml"))
        .contains(
            """
                    include:
                      - { head: 'dev', base: 'main' }
                      - { head: 'main', base: 'production' }
            """);
  }

  @Test
  void promotesNothingWhereAllClustersFollowOneBranch() {
    assertThat(files(inGit("main"), "acme/apps")).isEmpty();
    assertThat(files(inGit("main", "production"), "acme/fleet"))
        .containsOnlyKeys("deploy.yaml", "drift.yaml", "review.yaml");
  }

  @Test
  void deploysEachEnvironmentFromTheRefsThatItsClustersTake() {
    Environment edge =
        new Environment(
            "edge", Channel.tag("edge"), GitRef.anyOf(GitRef.branch("a"), GitRef.branch("b")));
    Fleet fleet =
        apps(UPDATES).toBuilder().addCluster(Cluster.workload("edge-1", edge).build()).build();

    assertThat(files(fleet, "acme/fleet").get("deploy.yaml"))
        .contains(
            "    branches: ['a', 'b', 'main']\n    tags: ['v[0-9]+.[0-9]+.[0-9]+']\n",
            " && (github.ref == 'refs/heads/a' || github.ref == 'refs/heads/b')\n",
            "    if: github.repository == 'acme/fleet' && github.ref == 'refs/heads/main'\n",
            "          ./flotilla deploy staging update --plan \"$RUNNER_TEMP/bundle\" --approved"
                + " \"$APPROVED\" --timeout 15m",
            "    if: github.repository == 'acme/fleet' && github.ref_type == 'tag'\n",
            "          ./flotilla deploy prod --plan \"$RUNNER_TEMP/bundle\" --approved"
                + " \"$APPROVED\" --timeout 15m");
    assertThat(files(fleet, "acme/fleet").get("drift.yaml"))
        .contains(
            "- { environment: 'edge', clusters: 'edge-1', branch: 'a', releases: '' }\n",
            "- { environment: 'production', clusters: 'prod', branch: '', releases: 'v' }\n",
            "- { environment: 'staging', clusters: 'staging update', branch: 'main', releases: ''"
                + " }\n");
    assertThat(files(fleet, "acme/apps"))
        .doesNotContainKeys("deploy.yaml", "drift.yaml", "review.yaml");
  }

  @Test
  void reviewTheClustersThatFollowTheBranchThatIsMergedInto() {
    Environment edge =
        new Environment(
            "edge", Channel.tag("edge"), GitRef.anyOf(GitRef.branch("a"), GitRef.branch("main")));
    Fleet fleet =
        apps(UPDATES).toBuilder().addCluster(Cluster.workload("edge-1", edge).build()).build();

    assertThat(files(fleet, "acme/fleet").get("review.yaml"))
        .contains(
            "      CLUSTERS: ${{ github.base_ref == 'a' && 'edge-1' || github.base_ref == 'main' &&"
                + " 'edge-1 staging update' || '' }}",
            "PASSWORD: ${{ secrets.REGISTRY_PASSWORD || github.token }}\n")
        .doesNotContain("pull_request_target");
  }
}
