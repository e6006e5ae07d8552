package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.Verification;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RolloutSignerTest {
  private static final String PEM = "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----\n";

  private static ChannelArtifact signer(FleetSync sync) {
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet fleet =
        Fleet.builder(
                Organization.onGitHub("ghcr.io", "acme", "fleet"),
                new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .sync(sync)
            .addCluster(Cluster.workload("eu", production).ring("canary").build())
            .build();
    return RolloutSigner.of(new ChannelArtifacts(fleet, production.channel()).fleet());
  }

  @Test
  void workflowThatRollsOutIsNotTheOneThatReleases() {
    assertThat(signer(FleetSync.artifactSignedByWorkflow("push-artifact.yaml")).verifications())
        .containsExactly(
            Verification.gitHubActions("acme/fleet", "rollout.yaml", GitRef.branch("main")));
  }

  @Test
  void eachOfSeveralWorkflowsHasItsRollout() {
    ArtifactSigner moving =
        ArtifactSigner.anyOf(
            ArtifactSigner.gitHubActions("acme/fleet"),
            ArtifactSigner.gitHubActions("acme/platform"),
            ArtifactSigner.pinnedWorkflow("acme/ci", "sign.yaml", "a".repeat(40)));

    assertThat(signer(FleetSync.artifactSignedBy(moving)).verifications())
        .singleElement()
        .extracting(Verification::signer)
        .isEqualTo(
            "acme/fleet/.github/workflows/rollout.yaml@refs/heads/main or acme/platform/.github/workflows/rollout.yaml@refs/heads/main or acme/ci/.github/workflows/sign.yaml@"
                + "a".repeat(40));
  }

  @Test
  void keyOfTheFleetSignsRolloutsToo() {
    TreeMap<String, String> keys = new TreeMap<>();
    keys.put("fleet", PEM);

    assertThat(signer(FleetSync.artifactSignedBy(ArtifactSigner.publicKeys(keys))).verifications())
        .containsExactly(Verification.publicKey(PEM));
    assertThat(signer(FleetSync.unsignedArtifact()).verifications())
        .containsExactly(Verification.none());
  }
}
