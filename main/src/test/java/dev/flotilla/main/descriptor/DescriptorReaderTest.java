package dev.flotilla.main.descriptor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.descriptor.DescribedCluster;
import dev.flotilla.fleet.descriptor.FleetDescriptor;
import dev.flotilla.fleet.descriptor.RenderedFleet;
import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.fixture.Sigstores;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.GitVerification;
import dev.flotilla.fleet.tenant.TenantProps;
import dev.flotilla.main.publish.RenderedFleets;
import dev.flotilla.main.report.Failure;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptorReaderTest {
  private static final String KEY = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";

  static Stream<Fleet> fleets() {
    Fleet example = ExampleFleet.fleet();
    SortedMap<String, String> keys = new TreeMap<>();
    keys.put("web", KEY);
    return Stream.of(
        example,
        onGit(),
        inRings(),
        example.toBuilder().mirror(Mirror.parse("ghcr.io=http://127.0.0.1:5000/a")).build(),
        example.toBuilder().sigstore(Sigstores.of("acme.example")).build(),
        signedBy(repository -> ArtifactSigner.publicKeys(keys)),
        signedBy(repository -> ArtifactSigner.none()),
        signedBy(repository -> ArtifactSigner.gitLab("acme/apps")),
        signedBy(
            repository ->
                ArtifactSigner.anyOf(
                    ArtifactSigner.gitHubActions(repository), ArtifactSigner.gitLab("acme/apps"))),
        signedBy(
            repository ->
                ArtifactSigner.pinnedWorkflow("acme/shared", "push.yaml", "0123456789".repeat(4))));
  }

  private static Fleet onGit() {
    Organization acme = Organization.onGitHub("ghcr.io", "acme", "fleet");
    return Fleet.builder(acme, ExampleFleet.fleet().fluxRelease())
        .addTenant(
            TenantProps.builder(
                    acme.gitContent("apps", "apps", GitVerification.none()).content("web"))
                .build())
        .addCluster(
            Cluster.workload("production", Environment.ofBranch("production", "release/1")).build())
        .build();
  }

  private static Fleet inRings() {
    Environment production = Environment.PRODUCTION.withRings("canary", "broad");
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"),
            new FluxRelease("2.9.5", "0.59.0").withEmbeddedManifests())
        .addCluster(
            Cluster.workload("prod-eu", production).ring("canary").kubernetes("1.35").build())
        .addCluster(Cluster.workload("prod-us", production).ring("broad").build())
        .build();
  }

  private static Fleet signedBy(java.util.function.Function<String, ArtifactSigner> signer) {
    Environment canary =
        new Environment(
            "canary",
            Channel.tag("canary"),
            GitRef.anyOf(GitRef.branch("main"), GitRef.mergeQueue("main")));
    return Fleet.builder(
            Organization.onGitHub("ghcr.io", "acme", "fleet"), ExampleFleet.fleet().fluxRelease())
        .addTenant(
            TenantProps.builder(
                    Organization.onGitHub("ghcr.io", "acme", "fleet")
                        .artifacts("apps", "apps", signer)
                        .artifact("web"))
                .build())
        .addCluster(Cluster.workload("production", Environment.PRODUCTION).build())
        .addCluster(Cluster.workload("canary", canary).build())
        .build();
  }

  @ParameterizedTest
  @MethodSource("fleets")
  void readsWhatAFleetWrites(Fleet fleet) {
    FleetDescriptor written = RenderedFleet.of(ResolvedFleet.of(fleet)).descriptor();
    FleetDescriptor read = read(written.toJson());

    assertThat(read.toJson()).isEqualTo(written.toJson());
    assertThat(read.artifacts())
        .extracting(artifact -> artifact.any().verifications())
        .isEqualTo(
            written.artifacts().stream().map(artifact -> artifact.any().verifications()).toList());
  }

  @Test
  void readerKeepsTheRingsOfEnvironmentsAndClusters() {
    FleetDescriptor read =
        read(RenderedFleet.of(ResolvedFleet.of(inRings())).descriptor().toJson());

    assertThat(read.environments())
        .containsExactly(Environment.PRODUCTION.withRings("canary", "broad"));
    assertThat(read.clusters())
        .extracting(DescribedCluster::name, DescribedCluster::ring)
        .containsExactly(
            tuple("prod-eu", Optional.of(new RingName("canary"))),
            tuple("prod-us", Optional.of(new RingName("broad"))));
    assertThat(read.clusters())
        .extracting(DescribedCluster::kubernetes)
        .containsExactly(Optional.of("1.35"), Optional.empty());
    assertThat(read.channels()).containsOnlyKeys("latest-stable");
  }

  @Test
  void passesOverFieldsThatItDoesNotKnow() throws JsonProcessingException {
    String changed =
        changed(
            fleet -> {
              fleet.put("later", "text");
              ((ObjectNode) fleet.at("/artifacts/0")).putObject("later").put("more", 1);
            });

    assertThat(read(changed).toJson()).isEqualTo(text());
  }

  @Test
  void refusesANewerVersion() throws JsonProcessingException {
    assertRefused(
        changed(fleet -> fleet.put("version", 2)),
        "'oci://acme/fleet' must have a version of the format that this program knows, at most 1, got '2'; use a newer Flotilla");
    assertRefused(
        changed(fleet -> fleet.remove("version")),
        "'oci://acme/fleet' must be the file 'fleet.json' of a fleet artifact, got something else at 'version'; take it from there again");
  }

  @Test
  void refusesSignersThatItDoesNotKnow() throws JsonProcessingException {
    assertRefused(
        changed(
            fleet -> {
              ObjectNode signer = (ObjectNode) fleet.at("/artifacts/0/signers/latest/0");
              signer.removeAll();
              signer.put("oracle", "delphi");
            }),
        "'oci://acme/fleet' must be the file 'fleet.json' of a fleet artifact, got something else at 'artifacts[0].signers.latest[0].workflow'; take it from there again");
    assertRefused(
        changed(fleet -> ((ObjectNode) fleet.at("/artifacts/0/signers")).putArray("latest")),
        "'oci://acme/fleet' must be the file 'fleet.json' of a fleet artifact, got something else at 'artifacts[0].signers.latest'; take it from there again");
  }

  @Test
  void namesAValueThatIsMalformed() throws JsonProcessingException {
    assertRefused(
        changed(fleet -> ((ObjectNode) fleet.at("/environments/0")).put("name", "A B")),
        "'oci://acme/fleet': the name of an environment must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'A B'; take the file from the fleet artifact again");
    assertRefused(
        changed(fleet -> ((ObjectNode) fleet.at("/clusters/0")).put("environment", "other")),
        "'oci://acme/fleet': a cluster must be of an environment that is listed, got 'other' for 'staging'; add it; take the file from the fleet artifact again");
    assertRefused(
        "[]",
        "'oci://acme/fleet' must be the file 'fleet.json' of a fleet artifact, got something else; take it from there again");
  }

  private static void assertRefused(String text, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(() -> read(text)).withMessage(message);
  }

  private static FleetDescriptor read(String text) {
    return DescriptorReader.read(text.getBytes(UTF_8), "oci://acme/fleet");
  }

  private static String text() {
    return RenderedFleets.example().descriptor().toJson();
  }

  private static String changed(Consumer<ObjectNode> change) throws JsonProcessingException {
    ObjectNode fleet = (ObjectNode) new ObjectMapper().readTree(text());
    change.accept(fleet);
    return fleet.toString();
  }
}
