package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.Testing;
import dev.flotilla.constructs.artifact.FluxArtifact;
import dev.flotilla.constructs.artifact.FluxArtifactProps;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.component.PlatformComponent;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.fleet.object.FleetFile;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.render.FleetRenderer;
import dev.flotilla.fleet.render.RenderedCluster;
import dev.flotilla.fleet.resolve.ResolvedCluster;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fleet is rendered as it is declared; an app of a user's own puts constructs into a tree. */
class TwoDoorsTest {
  /** What the fleet alone has: it knows the bootstrap, and the objects of the user's own. */
  private static final List<String> FLEET_FILES =
      List.of(
          "flux-instance.yaml",
          "cosign-key.yaml",
          "git-signers.yaml",
          "trusted-root.yaml",
          "objects.yaml");

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 23})
  void fleetAndConstructsGiveEqualFiles(int seed) {
    for (ResolvedCluster cluster : ResolvedFleet.of(RandomFleet.of(seed)).clusters()) {
      assertThat(texts(artifact(cluster).getFiles().stream()))
          .as(cluster.name())
          .isEqualTo(texts(rendered(cluster).files().stream()));
    }
  }

  @Test
  void fleetAndConstructsGiveEqualProblemsEachOnce() {
    ArtifactRepository apps =
        Organization.onGitHub("ghcr.io", "acme", "fleet")
            .artifacts("apps", "apps", ArtifactSigner::gitHubActions);
    PlatformComponent elsewhere = PlatformComponent.builder(apps.artifact("monitoring")).build();
    Fleet fleet =
        Fleets.of(
            Fleets.staging()
                .addTenant(
                    TenantProps.builder(apps.artifact("web").consuming("CLUSTER_DOMAIN")).build())
                .addTenant(TenantProps.builder(apps.artifact("api")).dependsOn(elsewhere).build())
                .build());
    ResolvedCluster cluster = ResolvedFleet.of(fleet).clusters().get(0);

    List<Problem> problems = rendered(cluster).problems();
    assertThat(problems).hasSize(2).doesNotHaveDuplicates();
    assertThat(artifact(cluster).getProblems()).isEqualTo(problems);
  }

  private static RenderedCluster rendered(ResolvedCluster cluster) {
    return FleetRenderer.render(List.of(cluster)).get(0);
  }

  private static List<String> texts(Stream<FleetFile> files) {
    List<String> texts = new ArrayList<>();
    files
        .filter(file -> FLEET_FILES.stream().noneMatch(file.path()::endsWith))
        .forEach(file -> texts.add(file.path() + "\n" + file.content().text()));
    return texts;
  }

  private static FluxArtifact artifact(ResolvedCluster cluster) {
    FluxArtifact artifact =
        new FluxArtifact(Testing.app(), cluster.name(), new FluxArtifactProps(cluster));
    DeliveredConstructs.add(artifact, cluster);
    return artifact;
  }
}
