package dev.flotilla.main.cluster.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ClusterResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTargetTest {
  private static final SyncTarget STAGING =
      new SyncTarget("oci://ghcr.io/acme/fleet", "latest", "clusters/staging");

  @ParameterizedTest
  @ValueSource(strings = {"clusters/staging", "./clusters/staging", "clusters/staging/"})
  void syncTargetIsTheSameForEachSpellingOfThePath(String path) {
    assertThat(STAGING.isSameCluster(new SyncTarget("oci://ghcr.io/acme/fleet", "other", path)))
        .isTrue();
  }

  @Test
  void syncTargetIsAnotherClusterAtAnotherPathOrAddress() {
    assertThat(
            STAGING.isSameCluster(
                new SyncTarget("oci://ghcr.io/acme/fleet", "latest", "clusters/prod-eu")))
        .isFalse();
    assertThat(
            STAGING.isSameCluster(
                new SyncTarget("oci://ghcr.io/other/fleet", "latest", "clusters/staging")))
        .isFalse();
  }

  @Test
  void syncTargetIsExpectedThroughTheMirror() {
    Fleet fleet =
        ExampleFleet.fleet().toBuilder()
            .mirror(Mirror.parse("ghcr.io=http://127.0.0.1:5000"))
            .build();

    assertThat(SyncTarget.of(new ClusterResolver(fleet).sync(fleet.clusters().get(0))))
        .hasToString("oci://127.0.0.1:5000/acme/fleet:latest clusters/staging");
  }
}
