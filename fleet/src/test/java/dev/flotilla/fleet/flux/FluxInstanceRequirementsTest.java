package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitSource;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.source.SyncOptions;
import dev.flotilla.fleet.source.SyncSource;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a FluxInstance needs of its Flux and of its other settings. */
class FluxInstanceRequirementsTest {
  @Test
  void refusesAnInstanceWithoutControllers() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TestInstance.with(
                    FluxSettings.builder().controllers(EnumSet.noneOf(FluxController.class))))
        .withMessage(
            "a FluxInstance must run at least one controller, got none; add FluxController.SOURCE_CONTROLLER");
  }

  @Test
  void refusesSourceWatcherBeforeFlux27() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FluxInstance(
                    Distribution.of("2.6.x", "ghcr.io/fluxcd"),
                    TestInstance.SYNC,
                    FluxSettings.builder()
                        .controllers(EnumSet.of(FluxController.SOURCE_WATCHER))
                        .build()))
        .withMessage(
            "source-watcher needs Flux 2.7 or newer, got '2.6.x'; raise the version of its Distribution");
  }

  @Test
  void refusesGitOnAwsBeforeFlux29() {
    GitSource git =
        SyncSource.git(
            "https://git.example.com/fleet",
            GitRef.branch("main"),
            "clusters",
            GitVerification.none());
    GitSource onAws = git.withOptions(git.options().withCloud(SyncOptions.Cloud.AWS));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new FluxInstance(
                    Distribution.of("2.8", "ghcr.io/fluxcd"),
                    onAws,
                    FluxSettings.builder().build()))
        .withMessage(
            "a Git repository on 'aws' needs Flux 2.9 or newer, got '2.8'; raise the version of its Distribution");
  }

  @Test
  void refusesAddressesWithoutNetworkPolicies() {
    InstanceCluster open =
        new InstanceCluster(
            InstanceCluster.Type.KUBERNETES,
            Optional.empty(),
            Optional.empty(),
            false,
            "cluster.local");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                TestInstance.with(
                    FluxSettings.builder()
                        .cluster(open)
                        .egress(Egress.DIRECT.withAddresses("192.0.2.0/24"))))
        .withMessage(
            "Egress.withAddresses needs network policies, got '192.0.2.0/24' on a cluster without them; set hasNetworkPolicy of InstanceCluster to true");
  }

  @Test
  void refusesPersistentShardsWithoutStorage() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TestInstance.with(FluxSettings.builder().sharding(Sharding.persistent("a"))))
        .withMessage(
            "persistent shards need storage, got none; set it with storage(new Storage(…))");
  }
}
