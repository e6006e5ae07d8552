package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.stacks.fixture.Golden;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GitLabPipelineTest {
  private static final String APPS = "acme/platform/apps";
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://registry.acme.example/acme"), "acme/platform")
          .gitHost("gitlab.com")
          .build();
  private static final ProgramSource PROGRAM =
      ProgramSource.download(
          "https://acme.example/flotilla.tar.gz@sha256:" + "a".repeat(64),
          "fleet.json",
          Optional.empty());

  private static FleetDescriptor fleet(Cluster... more) {
    Fleet.Builder fleet =
        Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
            .sync(FleetSync.artifactSignedBy(ArtifactSigner.gitLab("acme/platform/fleet")))
            .addTenant(
                TenantProps.builder(
                        ACME.artifacts("apps", "apps", ArtifactSigner::gitLab).artifact("web"))
                    .build())
            .addCluster(Cluster.workload("staging", Environment.STAGING).build())
            .addCluster(Cluster.workload("production", Environment.PRODUCTION).build());
    for (Cluster cluster : more) {
      fleet.addCluster(cluster);
    }
    return RenderedFleet.of(ResolvedFleet.of(fleet.build())).descriptor();
  }

  private static String pipeline(FleetDescriptor fleet, String project) {
    return RepositoryFiles.of(fleet, project, PROGRAM).get(GitLabPipeline.FILE);
  }

  /** Whose scripts are run on the sandbox. */
  @Test
  void pipelineIsTheFileBesideThisTest() {
    SortedMap<String, String> files = new TreeMap<>();
    for (String project : new String[] {APPS, "acme/platform/fleet"}) {
      ProgramSource program = project.equals(APPS) ? PROGRAM : ProgramSource.ofFleet();
      files.put(
          Path.of(project).getFileName() + ".yml",
          RepositoryFiles.of(fleet(), project, program).get(GitLabPipeline.FILE));
    }

    Golden.of("acme", "dev/flotilla/main/workflow").checkFolder("gitlab", files);
  }

  @Test
  void publishesEachBranchToItsOwnChannel() {
    Environment next = new Environment("next", Channel.tag("next"), GitRef.branch("next"));

    assertThat(pipeline(fleet(Cluster.workload("next", next).build()), APPS))
        .contains(
            "publish-web/main:\n",
            "    - if: $CI_COMMIT_BRANCH == \"main\"\n",
            "flotilla publish --component 'components/web' --branch \"$CI_COMMIT_BRANCH\"\n",
            "publish-web/next:\n",
            "    - if: $CI_COMMIT_BRANCH == \"next\"\n",
            "flotilla publish --component 'components/web' --channel next --branch"
                + " \"$CI_COMMIT_BRANCH\"\n");
  }

  @Test
  void pipelineOfATeamFetchesTheProgram() {
    assertThatThrownBy(() -> RepositoryFiles.of(fleet(), APPS, ProgramSource.ofFleet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a project on GitLab without the fleet's sources must fetch the program, got none for"
                + " 'acme/platform/apps'; set --program and --fleet");
    assertThat(RepositoryFiles.of(fleet(), APPS, PROGRAM)).containsOnlyKeys(GitLabPipeline.FILE);
  }

  @Test
  void pipelineIsThatOfTheProjectWhichClustersAccept() {
    assertThatThrownBy(() -> pipeline(fleet(), "acme/apps"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the Git repository must have workflows whose signatures the fleet's clusters verify,"
                + " got 'acme/apps'; name one of: acme/platform/apps, acme/platform/fleet");
  }
}
