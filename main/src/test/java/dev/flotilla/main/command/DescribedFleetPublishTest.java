package dev.flotilla.main.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes in a team's repository, which has no sources of a fleet. */
class DescribedFleetPublishTest {
  private static final String CONTENT =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {c: '${CLUSTER_NAME}'}}";

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private MemoryRegistry registry;
  private TestRepository repository;

  @BeforeEach
  void begin() throws IOException {
    repository = new TestRepository(folder);
    registry = new MemoryRegistry();
    describe(acme());
    repository.commit("components/web/staging/web.yaml", CONTENT);
    terminal.environment().put("PATH", System.getenv("PATH"));
  }

  @AfterEach
  void end() {
    registry.close();
  }

  @Test
  void publishesForTheFleetThatIsNamed() {
    assertThat(run("publish --component components/web --fleet fleet.json")).isZero();

    assertThat(terminal.data())
        .isEqualTo(
            "oci://" + registry.address() + "/acme/apps/web@" + registry.digest("latest") + "\n")
        .contains("@sha256:");
    assertThat(terminal.errors()).contains("content: check: passed", "web: push: ");
  }

  @Test
  void publishesNothingThatAClusterOfThatFleetCouldNotTake() {
    repository.commit("components/web/staging/web.yaml", CONTENT.replace("NAME", "NAM"));

    assertError(
        "publish --component components/web --fleet fleet.json",
        "components/web/staging/web.yaml:1: staging: a variable must be one that the cluster has, got '${CLUSTER_NAM}' in 'data.c' in ConfigMap 'web/web', which becomes empty; did you mean 'CLUSTER_NAME'?");
    assertThat(registry.digest("latest")).isEmpty();
  }

  @Test
  void publishesOnTheChannelsOfThatFleet() {
    assertError(
        "publish --component components/web --fleet fleet.json --version v1.0.0",
        "a channel to publish to must have clusters, whose rules say who signs, got none on 'latest-stable'; add one to the fleet, or publish to another channel");
    assertError(
        "publish --component components/web --fleet fleet.json --channel canary",
        "--channel must be one that a cluster follows, got 'canary'; there are: latest, latest-stable");
  }

  @Test
  void publishRefusesTheOrganizationOfAnExample() {
    describe(ExampleFleet.fleet());

    assertError(
        "publish --component components/frontend --fleet fleet.json",
        "the fleet's organization must be yours, because it is published there, got the example 'ghcr.io/acme/fleet'; give the fleet an Organization.onGitHub(…) with your registry, owner and repository, or mirror 'ghcr.io' with FLOTILLA_MIRROR");
  }

  @Test
  void publishesNoFleetWithoutItsSources() {
    assertError(
        "publish --fleet fleet.json",
        "--fleet must come with --component, because a fleet is published from its sources, got 'fleet.json'; name a component, or drop it");
  }

  private Fleet acme() {
    Organization organization = Organization.onGitHub("ghcr.io", "acme", "fleet");
    return Fleet.builder(organization, ExampleFleet.fleet().fluxRelease())
        .sync(FleetSync.unsignedArtifact())
        .mirror(Mirror.parse("ghcr.io=http://" + registry.address()))
        .addTenant(
            TenantProps.builder(
                    organization
                        .artifacts("apps", "apps", any -> ArtifactSigner.none())
                        .artifact("web"))
                .build())
        .addCluster(Cluster.workload("staging", Environment.STAGING).build())
        .build();
  }

  private void describe(Fleet fleet) {
    repository.write("fleet.json", RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor().toJson());
  }

  private void assertError(String line, String message) {
    assertThat(run(line)).isEqualTo(1);
    assertThat(terminal.errors()).endsWith("error: " + message + "\n");
    assertThat(terminal.data()).isEmpty();
  }

  private int run(String line) {
    return terminal.run(
        folder,
        line,
        () -> {
          throw new Failure("nothing asks for a fleet's sources");
        });
  }
}
