package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactRepository;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChannelArtifactsTest {
  private static final ArtifactRepository APPS =
      Organization.onGitHub("ghcr.io", "acme", "fleet")
          .artifacts("apps", "apps", ArtifactSigner::gitHubActions);
  private static final TenantProps WEB = TenantProps.builder(APPS.artifact("web")).build();
  private static final Verification FLEET_OF_MAIN =
      Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.branch("main"));

  private final Fleet fleet =
      Fleets.of(Fleets.staging().addTenant(WEB).build(), Fleets.prod().build());

  @Test
  void fleetArtifactHasTheSignersThatTheClustersOfTheChannelDemand() {
    assertThat(new ChannelArtifacts(fleet, Channel.LATEST).fleet())
        .isEqualTo(
            new ChannelArtifact(
                "fleet",
                "acme/fleet",
                new OciUrl("oci://ghcr.io/acme/fleet"),
                false,
                ReleaseTag.OF_REPOSITORY,
                List.of(FLEET_OF_MAIN)));
    assertThat(new ChannelArtifacts(fleet, Channel.LATEST_STABLE).fleet().verifications())
        .containsExactly(
            Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.semverTags()));
  }

  @Test
  void clustersThatDifferDemandEverySigner() {
    Environment next = new Environment("next", Channel.LATEST, GitRef.branch("next"));
    Fleet more =
        fleet.toBuilder()
            .addCluster(Cluster.workload("next", next).build())
            .addCluster(Cluster.automation("update", Environment.STAGING).build())
            .build();

    assertThat(new ChannelArtifacts(more, Channel.LATEST).fleet().verifications())
        .containsExactly(
            FLEET_OF_MAIN,
            Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.branch("next")));
  }

  @Test
  void componentHasTheSignersOfTheEnvironmentsOfTheChannel() {
    assertThat(new ChannelArtifacts(fleet, Channel.LATEST).components())
        .containsExactly(
            web(Verification.gitHubActions("acme/apps", "push-web.yaml", GitRef.branch("main"))));
    assertThat(new ChannelArtifacts(fleet, Channel.LATEST_STABLE).components())
        .containsExactly(
            web(
                Verification.gitHubActions(
                    "acme/apps", "release-web.yaml", GitRef.semverTags("web"))));
  }

  @Test
  void componentsAreSortedAndEachIsThereOnce() {
    TenantProps api = TenantProps.builder(APPS.artifact("api")).build();
    Fleet two =
        Fleets.of(
            Fleets.staging().addTenant(WEB).addTenant(api).build(),
            Fleets.prod().addTenant(WEB).build());

    assertThat(new ChannelArtifacts(two, Channel.LATEST).components())
        .extracting(ChannelArtifact::path)
        .containsExactly("acme/apps/api", "acme/apps/web");
  }

  @Test
  void mirrorWithKeysMovesAndSignsAll() {
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("acme/fleet", Fleets.publicKey("fleet"));
    keys.put("acme/apps/web", Fleets.publicKey("web"));
    Fleet mirrored =
        fleet.toBuilder()
            .mirror(Mirror.parse("ghcr.io=http://127.0.0.1:5000/m").withKeys(keys))
            .build();
    ChannelArtifacts latest = new ChannelArtifacts(mirrored, Channel.LATEST);

    assertThat(latest.fleet())
        .isEqualTo(
            new ChannelArtifact(
                "fleet",
                "acme/fleet",
                new OciUrl("oci://127.0.0.1:5000/m/acme/fleet"),
                true,
                ReleaseTag.OF_REPOSITORY,
                List.of(Verification.publicKey(Fleets.publicKey("fleet")))));
    assertThat(latest.components())
        .containsExactly(
            new ChannelArtifact(
                "web",
                "acme/apps/web",
                new OciUrl("oci://127.0.0.1:5000/m/acme/apps/web"),
                true,
                ReleaseTag.OF_COMPONENT,
                List.of(Verification.publicKey(Fleets.publicKey("web")))));
  }

  @Test
  void refusesAChannelThatNobodyFollows() {
    Fleet staging = Fleets.of(Fleets.staging().build());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChannelArtifacts(staging, Channel.LATEST_STABLE))
        .withMessage(
            "a channel to publish to must have clusters, whose rules say who signs, got none on 'latest-stable'; add one to the fleet, or publish to another channel");
  }

  @Test
  void refusesAFleetThatIsNotSyncedFromTheChannel() {
    SyncSource git =
        SyncSource.git(
            "https://github.com/acme/fleet.git",
            GitRef.branch("main"),
            "clusters",
            GitVerification.none());
    SyncSource other =
        SyncSource.oci(
            new OciUrl("oci://ghcr.io/acme/other"),
            new OciTag("v1"),
            "clusters",
            Verification.none());

    assertRefused(
        git,
        "the clusters of channel 'latest' must sync the fleet from an artifact of that tag, got GitRepository 'https://github.com/acme/fleet.git' at 'refs/heads/main'; change it with Fleet.Builder.sync");
    assertRefused(
        other,
        "the clusters of channel 'latest' must sync the fleet from an artifact of that tag, got OCIRepository 'oci://ghcr.io/acme/other' at 'v1'; change it with Fleet.Builder.sync");
  }

  private void assertRefused(SyncSource source, String message) {
    ChannelArtifacts artifacts =
        new ChannelArtifacts(
            fleet.toBuilder().sync(FleetSync.from(source)).build(), Channel.LATEST);

    assertThatIllegalArgumentException().isThrownBy(artifacts::fleet).withMessage(message);
  }

  private static ChannelArtifact web(Verification verification) {
    return new ChannelArtifact(
        "web",
        "acme/apps/web",
        new OciUrl("oci://ghcr.io/acme/apps/web"),
        false,
        ReleaseTag.OF_COMPONENT,
        List.of(verification));
  }
}
