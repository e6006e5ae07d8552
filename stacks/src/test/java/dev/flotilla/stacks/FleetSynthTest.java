package dev.flotilla.stacks;

import static dev.flotilla.stacks.TestOutput.BOTH;
import static dev.flotilla.stacks.TestOutput.LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.artifact.ArtifactSigner;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.fixture.random.RandomFleet;
import dev.flotilla.fleet.resolve.ResolvedFleet;
import dev.flotilla.fleet.tenant.TenantProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetSynthTest {
  private static final Optional<String> LIBRARIES = Optional.of("these");
  private static final Path JSON = Path.of("stacks/staging/cdk.tf.json");
  @TempDir private Path folder;
  private Path output;
  private boolean hasStartedNodeJs;

  @BeforeEach
  void setOutput() {
    output = folder.resolve("cdktf.out");
  }

  @Test
  void writesWhatTheAppOfTheFleetWrites() throws IOException {
    Path other = folder.resolve("app");
    new FleetApp(BOTH, FleetAppProps.of(other)).synth();

    synth(BOTH);

    assertThat(hasStartedNodeJs).isTrue();
    assertThat(files(output)).isEqualTo(files(other));
  }

  @Test
  void startsNoNodeJsWhenNothingHasChanged() throws IOException {
    synth(BOTH);
    SortedMap<String, String> first = files(output);
    FileTime written = Files.getLastModifiedTime(output.resolve(JSON));

    synth(BOTH);

    assertThat(hasStartedNodeJs).isFalse();
    assertThat(files(output)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(output.resolve(JSON))).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 11, 31})
  void keepsEveryRandomFleet(int seed) throws IOException {
    Fleet fleet = RandomFleet.of(seed);
    synth(fleet);
    assertThat(files(output)).isEqualTo(whole(fleet));

    synth(fleet);

    assertThat(hasStartedNodeJs).isFalse();
    assertThat(files(output)).isEqualTo(whole(fleet));
  }

  @Test
  void writesOnlyTheStackThatHasChanged() throws IOException {
    synth(BOTH);
    FileTime written = Files.getLastModifiedTime(output.resolve(JSON));

    Fleet changed = Fleets.of(Fleets.staging().build(), Fleets.prod().flux(LARGE).build());
    synth(changed);

    assertThat(hasStartedNodeJs).isTrue();
    assertThat(Files.getLastModifiedTime(output.resolve(JSON))).isEqualTo(written);
    assertThat(files(output)).isEqualTo(whole(changed));
  }

  @Test
  void needsNoNodeJsForAChangeOfATenant() throws IOException {
    synth(BOTH);

    TenantProps web =
        TenantProps.builder(
                BOTH.organization()
                    .artifacts("apps", "apps", ArtifactSigner::gitHubActions)
                    .artifact("web"))
            .build();
    Fleet more = BOTH.toBuilder().addTenant(web).build();
    synth(more);

    assertThat(hasStartedNodeJs).isFalse();
    assertThat(files(output)).containsKey("fleet/tenants/staging/web.yaml").isEqualTo(whole(more));
  }

  @Test
  void rewritesAStackThatSomebodyHasChanged() throws IOException {
    synth(BOTH);
    SortedMap<String, String> first = files(output);

    Files.writeString(output.resolve(JSON), "{}");
    synth(BOTH);

    assertThat(hasStartedNodeJs).isTrue();
    assertThat(files(output)).isEqualTo(first);
  }

  @Test
  void rewritesAStackWhoseAssetsSomebodyHasChanged() throws IOException {
    synth(BOTH);
    SortedMap<String, String> first = files(output);

    for (String name : first.keySet()) {
      if (name.contains("stacks/staging/assets/")) {
        Files.writeString(output.resolve(name), "touched");
      }
    }
    synth(BOTH);

    assertThat(hasStartedNodeJs).isTrue();
    assertThat(files(output)).isEqualTo(first);
  }

  @Test
  void rewritesAStackWithoutAFingerprint() throws IOException {
    synth(BOTH);
    Files.delete(output.resolve("stacks/staging/flotilla.fingerprint"));

    synth(BOTH);

    assertThat(hasStartedNodeJs).isTrue();
  }

  @Test
  void rewritesEveryStackWithOtherOrUnknownLibraries() {
    synth(BOTH);

    synth(BOTH, Optional.of("others"));
    assertThat(hasStartedNodeJs).isTrue();
    synth(BOTH, Optional.empty());
    assertThat(hasStartedNodeJs).isTrue();
  }

  @Test
  void rewritesEveryStackWithoutTheManifestOfCdktf() throws IOException {
    synth(BOTH);
    SortedMap<String, String> first = files(output);
    Files.delete(output.resolve("manifest.json"));

    synth(BOTH);

    assertThat(hasStartedNodeJs).isTrue();
    assertThat(files(output)).isEqualTo(first);
  }

  @Test
  void removesTheStackOfARemovedClusterWithoutNodeJs() throws IOException {
    synth(BOTH);

    Fleet staging = Fleets.of(Fleets.staging().build());
    synth(staging);

    assertThat(hasStartedNodeJs).isFalse();
    assertThat(files(output)).isEqualTo(whole(staging));
  }

  @Test
  void keepsAClusterAndTheStackThatCreatesItTogether() throws IOException {
    Fleet local = Fleets.of(Fleets.staging().access(ClusterAccess.kind()).build());
    synth(local);
    SortedMap<String, String> first = files(output);

    synth(local);
    assertThat(hasStartedNodeJs).isFalse();

    Files.writeString(output.resolve("stacks/staging-kind/cdk.tf.json"), "{}");
    synth(local);
    assertThat(hasStartedNodeJs).isTrue();
    assertThat(files(output)).isEqualTo(first);
  }

  private void synth(Fleet fleet) {
    synth(fleet, LIBRARIES);
  }

  private void synth(Fleet fleet, Optional<String> libraries) {
    hasStartedNodeJs = false;
    FleetSynth.run(
        ResolvedFleet.of(fleet),
        FleetAppProps.of(output),
        libraries,
        () -> hasStartedNodeJs = true);
  }

  /** Returns what the app of {@code fleet} writes into a new folder. */
  private SortedMap<String, String> whole(Fleet fleet) throws IOException {
    Path other = folder.resolve("whole");
    new FleetApp(fleet, FleetAppProps.of(other)).synth();
    return files(other);
  }

  /** Returns the texts of all files but the notes. */
  private static SortedMap<String, String> files(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("flotilla.fingerprint")) {
          files.put(root.relativize(file).toString(), Files.readString(file));
        }
      }
    }
    return files;
  }
}
