package dev.flotilla.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.credential.RegistryCredential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.OciSource;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import org.junit.jupiter.api.Test;

class FleetSyncTest {
  private static final String GIT = "https://git.acme.example/fleet.git";
  private static final RegistryCredential PULL =
      Credential.registry("ghcr-auth", "ghcr.io", "flux");

  @Test
  void defaultsToTheSignedArtifactOfTheOrganization() {
    SyncSource expected =
        SyncSource.oci(
                new OciUrl("oci://ghcr.io/acme/fleet"),
                new OciTag("latest-stable"),
                "clusters/prod",
                Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.semverTags()))
            .withCredential(PULL);

    assertThat(prod(Fleets.of(Fleets.prod().build()))).isEqualTo(expected);
  }

  @Test
  void syncCanBeSignedByAnotherWorkflow() {
    SyncSource expected =
        SyncSource.oci(
                new OciUrl("oci://ghcr.io/acme/fleet"),
                new OciTag("latest-stable"),
                "clusters/prod",
                Verification.gitHubActions("acme/fleet", "release.yml", GitRef.semverTags()))
            .withCredential(PULL);

    assertThat(prod(fleet(FleetSync.artifactSignedByWorkflow("release.yml")))).isEqualTo(expected);
  }

  @Test
  void syncCanBeSignedByTheSignerOfTheArtifacts() {
    Fleet fleet = fleet(FleetSync.artifactSignedBy(ArtifactSigner.gitLab("acme/platform/fleet")));

    assertThat(((OciSource) prod(fleet)).verification().toSpec().orElseThrow())
        .extracting("matchOIDCIdentity")
        .asString()
        .contains("https://gitlab\\.com/acme/platform/fleet//\\.gitlab-ci\\.yml@refs/tags/v\\d+");
  }

  @Test
  void syncIsNotVerifiedWithoutASigner() {
    assertThat(prod(fleet(FleetSync.unsignedArtifact())))
        .isEqualTo(
            SyncSource.oci(
                    new OciUrl("oci://ghcr.io/acme/fleet"),
                    new OciTag("latest-stable"),
                    "clusters/prod",
                    Verification.none())
                .withCredential(PULL));
  }

  @Test
  void sharedSourceHasAFolderForEachCluster() {
    Credential git = Credential.gitBasic("git-auth", "flux");
    FleetSync sync =
        FleetSync.from(
            SyncSource.git(GIT, GitRef.branch("main"), "fleet/clusters", GitVerification.none())
                .withCredential(Credential.gitBasic("git-auth", "flux")));
    Fleet fleet = fleet(sync);

    assertThat(prod(fleet).options().path()).isEqualTo("fleet/clusters/prod");
    assertThat(prod(fleet).address()).isEqualTo(GIT.toString());
    assertThat(new ClusterResolver(fleet).resolve(fleet.clusters().get(0)).credentials())
        .containsExactly(git, PULL);
  }

  @Test
  void sharedArtifactIsReachedThroughTheMirror() {
    FleetSync sync =
        FleetSync.from(
            SyncSource.oci(
                    new OciUrl("oci://ghcr.io/acme/other"),
                    new OciTag("v1"),
                    "clusters",
                    Verification.none())
                .withCredential(PULL));
    Fleet mirrored =
        fleet(sync).toBuilder().mirror(Mirror.parse("ghcr.io=registry.acme.example/m")).build();

    assertThat(prod(mirrored))
        .isEqualTo(
            SyncSource.oci(
                    new OciUrl("oci://registry.acme.example/m/acme/other"),
                    new OciTag("v1"),
                    "clusters/prod",
                    Verification.none())
                .withCredential(Credential.registry("ghcr-auth", "registry.acme.example", "flux")));
  }

  @Test
  void refusesMalformedWorkflow() {
    Fleet fleet = fleet(FleetSync.artifactSignedByWorkflow("release"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> prod(fleet))
        .withMessage(
            "a signing workflow must be a file name such as 'push-artifact.yaml', got 'release'");
  }

  private static Fleet fleet(FleetSync sync) {
    return Fleets.of(Fleets.prod().build()).toBuilder().sync(sync).build();
  }

  private static SyncSource prod(Fleet fleet) {
    return new ClusterResolver(fleet).sync(fleet.clusters().get(0));
  }
}
