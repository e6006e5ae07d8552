package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.DescribedArtifact;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.tenant.TenantProps;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConsumersTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");

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
  void consumerHasTheTagOfItsRing() {
    Environment rings = Environment.PRODUCTION.withRings("canary", "broad");
    Fleet fleet =
        Fleet.builder(ACME, new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
            .addTenant(
                TenantProps.builder(
                        ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                            .artifact("web"))
                    .build())
            .addCluster(Cluster.workload("staging", Environment.STAGING).build())
            .addCluster(Cluster.workload("eu", rings).ring("canary").build())
            .addCluster(Cluster.workload("us", rings).ring("broad").build())
            .build();

    assertThat(consumers(fleet, "web"))
        .extracting(CheckRequest.Consumer::cluster, CheckRequest.Consumer::ring)
        .containsExactly(
            tuple("staging", ""),
            tuple("eu", "latest-stable-canary"),
            tuple("us", "latest-stable"));
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

  @Test
  void takesTheVersionOfEachClusterUnlessOneIsAskedFor() {
    Fleet fleet =
        Fleet.builder(ACME, ExampleFleet.fleet().fluxRelease())
            .addTenant(
                TenantProps.builder(
                        ACME.artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                            .artifact("web"))
                    .build())
            .addCluster(Cluster.workload("old", Environment.STAGING).kubernetes("1.33").build())
            .addCluster(Cluster.workload("new", Environment.STAGING).build())
            .build();

    assertThat(consumers(fleet, "web"))
        .extracting(CheckRequest.Consumer::kubernetes)
        .containsExactly("1.33", "");
    assertThat(consumers(fleet, "web", "1.36"))
        .extracting(CheckRequest.Consumer::kubernetes)
        .containsExactly("1.36", "1.36");
  }

  private static Object path(CheckRequest.Consumer consumer) {
    return ((Map<?, ?>) consumer.kustomization().get("spec")).get("path");
  }

  private static List<CheckRequest.Consumer> consumers(Fleet fleet, String name) {
    return consumers(fleet, name, "");
  }

  private static List<CheckRequest.Consumer> consumers(
      Fleet fleet, String name, String kubernetes) {
    FleetDescriptor descriptor = RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor();
    ChannelArtifact artifact =
        descriptor.artifacts().stream()
            .map(DescribedArtifact::any)
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return new Consumers(descriptor, cluster -> true, kubernetes).of(artifact.url());
  }
}
