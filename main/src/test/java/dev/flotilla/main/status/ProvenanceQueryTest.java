package dev.flotilla.main.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.cluster.delivery.Delivery;
import dev.flotilla.main.cluster.delivery.FluxStatus;
import dev.flotilla.main.cluster.flux.SyncTarget;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When cosign is asked; what it verifies is shown by the black-box tests, with the real one. */
class ProvenanceQueryTest {
  private static final Organization ACME = Organization.onGitHub("ghcr.io", "acme", "fleet");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);

  @TempDir Path folder;
  @AutoClose private final MemoryRegistry registry = new MemoryRegistry();

  private Path cosign;

  @BeforeEach
  void cosignThatFindsASignatureAndNoProvenance() throws IOException {
    cosign =
        Files.writeString(
            folder.resolve("cosign"),
            """
            #!/bin/sh
            echo "$1" >>"$0.calls"
            case "$1" in
              version) echo 'GitVersion: v3.1.3' ;;
              verify) ;;
              *) echo 'Error: none of the attestations matched' >&2; exit 1 ;;
            esac
            """);
    Files.setPosixFilePermissions(cosign, PosixFilePermissions.fromString("rwx------"));
  }

  ProvenanceQueryTest() throws IOException {}

  @Test
  void asksOnceForWhatManyClustersRun() {
    assertThat(answers(ArtifactSigner::gitHubActions, "latest-stable@" + DIGEST))
        .isEqualTo(
            Map.of(
                "a", List.of(unknown("no provenance; a newer version will have it")),
                "b", List.of(unknown("no provenance; a newer version will have it"))));
    assertThat(folder.resolve("cosign.calls")).hasContent("version\nverify-attestation\nverify");
  }

  @Test
  void asksNothingWhereNobodyHasToSignOrNothingWasFetched() {
    Map<String, List<ArtifactProvenance>> none = Map.of("a", List.of(), "b", List.of());

    assertThat(answers(repository -> ArtifactSigner.none(), "latest-stable@" + DIGEST))
        .isEqualTo(none);
    assertThat(answers(ArtifactSigner::gitHubActions, "")).isEqualTo(none);
    assertThat(folder.resolve("cosign.calls")).doesNotExist();
  }

  @Test
  void saysWhyNothingWasAskedWithoutARegistry() {
    registry.close();

    assertThat(answers(ArtifactSigner::gitHubActions, "latest-stable@" + DIGEST).get("a"))
        .containsExactly(
            unknown(
                "provenance not checked: registry '%s' must be reachable, got 'connection refused'; check its address and the network"
                    .formatted(registry.address())));
    assertThat(folder.resolve("cosign.calls")).hasContent("version");
  }

  @Test
  void saysWhyNothingWasAskedWithoutCosign() {
    cosign = folder.resolve("none");

    assertThat(answers(ArtifactSigner::gitHubActions, "latest-stable@" + DIGEST).get("a"))
        .containsExactly(
            unknown(
                "provenance not checked: cannot start cosign, which signs and verifies, got '%s'; install cosign 3 or newer, or set FLOTILLA_COSIGN to its path"
                    .formatted(cosign)));
  }

  private static ArtifactProvenance unknown(String message) {
    return new ArtifactProvenance("web", DIGEST, "", "", "", "", message, false);
  }

  /** Asks about a fleet of two clusters that run the same revision of a tenant. */
  private Map<String, List<ArtifactProvenance>> answers(
      Function<String, ArtifactSigner> signer, String revision) {
    Fleet fleet =
        Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0"))
            .sync(FleetSync.unsignedArtifact())
            .addCluster(Cluster.workload("a", Environment.PRODUCTION).build())
            .addCluster(Cluster.workload("b", Environment.PRODUCTION).build())
            .addTenant(
                TenantProps.builder(ACME.artifacts("apps", "apps", signer).artifact("web")).build())
            .build();
    Terminal terminal = new Terminal();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("FLOTILLA_COSIGN", cosign.toString());
    terminal.environment().put("DOCKER_CONFIG", folder.toString());
    terminal.environment().put("PATH", "/bin:/usr/bin");
    Invocation invocation = terminal.invocation(folder, () -> fleet);
    List<FluxStatus> statuses =
        fleet.clusters().stream().map(cluster -> status(cluster.name(), revision)).toList();
    try (ProvenanceQuery query = new ProvenanceQuery(invocation, fleet.clusters(), statuses)) {
      return query.answers();
    }
  }

  private static FluxStatus status(String cluster, String revision) {
    Delivery web = delivery("web", "web/apps", revision, List.of());
    Delivery sync = delivery("flux-system", "flux-system/flux-system", "", List.of(web));
    return new FluxStatus(
        cluster, true, true, "v2.9", "v0.59", SyncTarget.NONE, List.of(sync), List.of(), "ready");
  }

  private static Delivery delivery(
      String name, String source, String revision, List<Delivery> below) {
    return new Delivery(
        name, source, revision, "web/v1.0.0@sha1:ab", "", List.of(), List.of(), below);
  }
}
