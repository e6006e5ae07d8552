package dev.flotilla.fleet.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.Distribution;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SyncSource;
import dev.flotilla.fleet.source.Verification;
import org.junit.jupiter.api.Test;

class RingRulesTest {
  private static final Environment PRODUCTION =
      Environment.PRODUCTION.withRings("canary", "early", "broad");

  private static final FluxRelease EXACT =
      new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests();

  private final Cluster canary = Cluster.workload("prod-eu", PRODUCTION).ring("canary").build();
  private final Cluster broad = Cluster.workload("prod-us", PRODUCTION).ring("broad").build();

  @Test
  void clustersSyncAtTheTagOfTheirRing() {
    Fleet fleet = fleet(canary, broad);
    ClusterResolver resolver = new ClusterResolver(fleet);

    assertThat(FleetRules.check(fleet)).isEmpty();
    assertThat(resolver.sync(canary).reference()).isEqualTo("latest-stable-canary");
    assertThat(resolver.sync(broad).reference()).isEqualTo("latest-stable");
    assertThat(resolver.resolve(canary).context().tag()).isEqualTo("latest-stable-canary");
  }

  /** The ring 'early' has no cluster. */
  @Test
  void ringsDemandTheSameSignatures() {
    Fleet fleet = fleet(canary, broad);
    Verification released =
        Verification.gitHubActions("acme/fleet", "push-artifact.yaml", GitRef.semverTags());

    assertThat(PRODUCTION.channels())
        .allSatisfy(
            channel ->
                assertThat(new ChannelArtifacts(fleet, channel).fleet().verifications())
                    .containsExactly(released));
    assertThat(fleet.channels()).containsExactly(Channel.LATEST_STABLE);
  }

  @Test
  void everyClusterInNoRingIsReported() {
    Cluster none = Cluster.workload("prod-ap", PRODUCTION).build();
    Cluster misspelt = Cluster.workload("prod-sa", PRODUCTION).ring("canaries").build();

    assertThat(FleetRules.check(fleet(canary, none, misspelt)))
        .containsExactly(
            new Problem(
                "prod-ap",
                "a cluster must be in a ring of its environment 'production', got none; set one of them with Cluster.Builder.ring: canary, early, broad"),
            new Problem(
                "prod-sa",
                "a ring must be one of environment 'production', got 'canaries'; it has: canary, early, broad"));
  }

  @Test
  void ringsAreRefusedWhereAllClustersSyncOneSource() {
    SyncSource git =
        SyncSource.git(
            "https://github.com/acme/fleet.git",
            GitRef.branch("main"),
            "clusters",
            GitVerification.none());
    Environment single = Environment.PRODUCTION.withRings("all");

    assertThat(FleetRules.check(synced(git, canary, broad)))
        .containsExactly(
            new Problem(
                "prod-eu",
                "an environment with rings must sync the fleet artifact, which has a tag for each ring, got GitRepository 'https://github.com/acme/fleet.git' for 'production'; drop its rings, or Fleet.Builder.sync"));
    assertThat(FleetRules.check(synced(git, Cluster.workload("prod", single).ring("all").build())))
        .isEmpty();
  }

  /** Returns a fleet in which nothing moves by itself. */
  private static Fleet fleet(Cluster... clusters) {
    return Fleets.of(clusters).toBuilder().fluxRelease(EXACT).build();
  }

  private static Fleet synced(SyncSource source, Cluster... clusters) {
    return fleet(clusters).toBuilder().sync(FleetSync.from(source)).build();
  }

  @Test
  void fluxThatTheOperatorUpgradesByItselfIsRefused() {
    Environment twin =
        new Environment("twin", Channel.LATEST_STABLE, Environment.PRODUCTION.signedFrom())
            .withRings("canary", "early", "broad");
    Fleet fleet =
        Fleets.of(
            Fleets.staging().build(),
            canary,
            broad,
            Cluster.automation("update", twin).ring("early").build());

    assertThat(FleetRules.check(fleet))
        .containsExactly(
            new Problem(
                "prod-eu",
                "an environment with rings must run one version of Flux, because within a range the operator upgrades all rings by itself, got '2.x' for 'production'; name a version such as '2.9.5'"),
            new Problem(
                "prod-eu",
                "an environment with rings must take Flux's manifests from a tag that does not move, got 'oci://ghcr.io/controlplaneio-fluxcd/flux-operator-manifests:latest' for 'production'; use those in the operator's image, FluxRelease.withEmbeddedManifests(), or the tag of a version"),
            // Its Flux takes the manifests in the operator's image.
            new Problem(
                "update",
                "an environment with rings must run one version of Flux, because within a range the operator upgrades all rings by itself, got '2.x' for 'twin'; name a version such as '2.9.5'"));
  }

  @Test
  void fluxAndManifestsOfOneVersionAreTaken() {
    Distribution tagged =
        Distribution.of("= v2.9.5", "ghcr.io/fluxcd")
            .withArtifact(new OciUrl("oci://ghcr.io/acme/manifests"), new OciTag("v0.59.0"));
    Fleet fleet = fleet(canary, broad);

    assertThat(FleetRules.check(fleet)).isEmpty();
    assertThat(
            FleetRules.check(fleet.toBuilder().fluxRelease(EXACT.withDistribution(tagged)).build()))
        .isEmpty();
    assertThat(FleetRules.check(Fleets.of(Fleets.prod().build()))).isEmpty();
  }

  @Test
  void tagOfTwoChannelsIsRefused() {
    Environment next =
        new Environment(
            "next",
            Channel.tag("latest-stable-canary").ofReleases(),
            Environment.PRODUCTION.signedFrom());
    Environment other =
        new Environment(
            "other",
            Channel.tag("latest-stable-early").ofReleases(),
            Environment.PRODUCTION.signedFrom());
    Environment apart =
        new Environment(
            "apart", Channel.tag("apart").ofReleases(), Environment.PRODUCTION.signedFrom());

    assertThat(
            FleetRules.check(
                fleet(
                    Cluster.workload("next", next).build(),
                    canary,
                    Cluster.workload("other", other).build(),
                    Cluster.workload("apart", apart.withRings("canary", "early"))
                        .ring("canary")
                        .build())))
        .containsExactly(
            new Problem(
                "prod-eu",
                "a tag must be of one channel only, got 'latest-stable-canary' for environment 'next' and for 'production'; rename a ring or a channel"),
            new Problem(
                "other",
                "a tag must be of one channel only, got 'latest-stable-early' for environment 'production' and for 'other'; rename a ring or a channel"));
  }

  @Test
  void differentRingsOfOneChannelAreRefused() {
    Environment twin =
        new Environment("twin", Channel.LATEST_STABLE, Environment.PRODUCTION.signedFrom());
    Cluster same =
        Cluster.workload("twin", twin.withRings("canary", "early", "broad")).ring("early").build();

    assertThat(
            FleetRules.check(
                fleet(
                    canary,
                    Cluster.workload("twin", twin.withRings("canary")).ring("canary").build())))
        .containsExactly(
            new Problem(
                "twin",
                "environments of channel 'latest-stable' must have the same rings, got 'canary, early, broad' for 'production' and 'canary' for 'twin'; give them the same, or give one a channel of its own"));
    assertThat(FleetRules.check(fleet(Fleets.prod().build(), canary)))
        .containsExactly(
            new Problem(
                "prod-eu",
                "environments of channel 'latest-stable' must have the same rings, got none for 'production' and 'canary, early, broad' for 'production'; give them the same, or give one a channel of its own"));
    assertThat(FleetRules.check(fleet(canary, same))).isEmpty();
  }
}
