package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.Artifact;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.sigstore.Sigstore;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.KeylessVerification;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.fleet.version.Version;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterArtifactsTest {
  private static final Artifact WEB =
      Organization.onGitHub("ghcr.io", "acme", "fleet")
          .artifacts("apps", "apps", ArtifactSigner::gitHubActions)
          .artifact("web");

  private static final KeylessVerification RELEASES =
      Verification.gitHubActions("acme/apps", "release-web.yaml", GitRef.semverTags("web"));

  @Test
  void artifactsHaveTheSignerThatTheClusterItselfRequires() {
    Cluster prod = Fleets.prod().addTenant(TenantProps.builder(WEB).build()).build();
    Fleet fleet = Fleets.of(Fleets.staging().build(), prod);
    ClusterArtifacts artifacts = new ClusterArtifacts(fleet, prod);

    assertThat(artifacts.components())
        .containsExactly(web("oci://ghcr.io/acme/apps/web", RELEASES));
    assertThat(artifacts.fleet().orElseThrow().verifications())
        .containsExactly(
            Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.semverTags()));
    assertThat(new ClusterArtifacts(fleet, Fleets.staging().build()).components()).isEmpty();
  }

  @Test
  void artifactsHaveTheSignerOfThatReleaseWhereOneIsPinned() {
    Cluster prod =
        Fleets.prod()
            .addTenant(TenantProps.builder(WEB).build())
            .pin(WEB, new Version(1, 2, 3))
            .build();

    assertThat(new ClusterArtifacts(Fleets.of(prod), prod).components())
        .containsExactly(
            web(
                "oci://ghcr.io/acme/apps/web",
                WEB.verification(prod.pins().get(WEB.url().value()))));
  }

  @Test
  void artifactsAreWhereTheMirrorHasThem() {
    Cluster prod = Fleets.prod().addTenant(TenantProps.builder(WEB).build()).build();
    Fleet fleet =
        Fleets.of(prod).toBuilder().mirror(Mirror.parse("ghcr.io=mirror.acme.example")).build();

    assertThat(new ClusterArtifacts(fleet, prod).components())
        .containsExactly(web("oci://mirror.acme.example/acme/apps/web", RELEASES));
    assertThat(new ClusterArtifacts(fleet, prod).fleet().orElseThrow().path())
        .isEqualTo("acme/fleet");
  }

  @Test
  void artifactsAreVerifiedByTheFleetsOwnSigstore() {
    Cluster prod = Fleets.prod().addTenant(TenantProps.builder(WEB).build()).build();
    Sigstore own = Sigstores.of("acme.example");
    Fleet fleet = Fleets.of(prod).toBuilder().sigstore(own).build();

    assertThat(new ClusterArtifacts(fleet, prod).components())
        .containsExactly(web("oci://ghcr.io/acme/apps/web", RELEASES.trusting(own)));
  }

  /** A fleet in Git is signed by no artifact's signer. */
  @Test
  void artifactsHaveNoFleetArtifactWhereTheClusterSyncsAGitRepository() {
    Cluster prod = Fleets.prod().build();
    Fleet fleet =
        Fleets.of(prod).toBuilder()
            .sync(
                FleetSync.from(
                    SyncSource.git(
                        "https://github.com/acme/fleet",
                        GitRef.branch("main"),
                        "clusters",
                        GitVerification.none())))
            .build();

    assertThat(new ClusterArtifacts(fleet, prod).fleet()).isEmpty();
  }

  private static ChannelArtifact web(String url, Verification rule) {
    return new ChannelArtifact(
        "web", "acme/apps/web", new OciUrl(url), false, ReleaseTag.OF_COMPONENT, List.of(rule));
  }
}
