package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConsumersTest {
  @Test
  void findsEveryClusterThatRunsATenant() {
    List<CheckRequest.Consumer> consumers = consumers(ExampleFleet.fleet(), "frontend");

    assertThat(consumers)
        .extracting(
            CheckRequest.Consumer::cluster,
            CheckRequest.Consumer::environment,
            CheckRequest.Consumer::tenant,
            ConsumersTest::path)
        .containsExactly(
            tuple("staging", "staging", true, "./staging"),
            tuple("prod-eu", "production", true, "./production"),
            tuple("prod-us", "production", true, "./production"));
    assertThat(consumers.get(1).variables())
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "ARTIFACT_SUBJECT_GIT_REF", "refs/tags/.*",
                    "ARTIFACT_SUBJECT_WORKFLOW", "release-artifact",
                    "ARTIFACT_TAG", "latest-stable",
                    "CLUSTER_NAME", "prod-eu",
                    "ENVIRONMENT", "production")));
  }

  @Test
  void findsBothPhasesOfAComponent() {
    assertThat(consumers(ExampleFleet.fleet(), "monitoring"))
        .filteredOn(consumer -> consumer.cluster().equals("staging"))
        .extracting(ConsumersTest::path, CheckRequest.Consumer::tenant)
        .containsExactly(tuple("./controllers/staging", false), tuple("./configs/staging", false));
  }

  @Test
  void findsThemBehindAMirror() {
    Fleet mirrored =
        ExampleFleet.fleet().toBuilder()
            .mirror(Mirror.parse("ghcr.io=registry.example.com/mirror"))
            .build();

    assertThat(consumers(mirrored, "frontend")).hasSize(3);
  }

  private static Object path(CheckRequest.Consumer consumer) {
    return ((Map<?, ?>) consumer.kustomization().get("spec")).get("path");
  }

  private static List<CheckRequest.Consumer> consumers(Fleet fleet, String name) {
    FleetDescriptor descriptor = RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor();
    ChannelArtifact artifact =
        descriptor.artifacts().stream()
            .map(DescribedArtifact::any)
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new Consumers(descriptor, cluster -> true, "").of(artifact.url());
  }
}
