package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.Fleets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing starts Node.js here: a refusal comes before. */
class OutputFolderRefusalTest {
  private static final String FLEET = "oci://ghcr.io/acme/fleet";
  private static final String REMEDY = "name another with --output or CDKTF_OUTDIR";
  private static final Fleet STAGING = Fleets.of(Fleets.staging().build());

  @TempDir private Path folder;
  private TestOutput output;

  @BeforeEach
  void setOutput() {
    output = new TestOutput(folder.resolve("cdktf.out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stacks", "fleet", "stacks/network/main.tf", "fleet/README.md"})
  void refusesFilesThatNoSynthWrote(String file) {
    output.write(file.contains(".") ? file : file + "/main.tf", "mine");

    assertRefused(
        "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got '%s'; %s, or move it away"
            .formatted(output.path(), FLEET, file.split("/", -1)[0], REMEDY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"version\": 3, \"stacks\": {\"a\": {}}}", "", "[", "null"})
  void refusesAManifestOfAnotherProgram(String manifest) {
    output.write("manifest.json", manifest);
    output.write("stacks/a/cdk.tf.json", "{}");

    assertRefused(
        "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got 'manifest.json', 'stacks'; %s, or move them away"
            .formatted(output.path(), FLEET, REMEDY));
  }

  @Test
  void refusesTheOutputOfAnotherFleet() {
    output.mark("oci://ghcr.io/other/fleet", "staging");

    assertRefused(
        "the output folder '%s' belongs to fleet 'oci://ghcr.io/other/fleet', got fleet '%s'; %s, or remove it"
            .formatted(output.path(), FLEET, REMEDY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{\"fleet\": 1, \"stacks\": []}",
        "{\"fleet\": \"oci://ghcr.io/acme/fleet\"}",
        "{\"fleet\": \"oci://ghcr.io/acme/fleet\", \"stacks\": [\"../..\"]}",
        "{\"fleet\": \"oci://ghcr.io/acme/fleet\", \"stacks\": [null, {}]}",
      })
  void refusesAMarkThatCannotBeRead(String mark) {
    output.write("flotilla.json", mark);

    assertRefused(
        "'%s' must be what an earlier synth wrote, got something else; %s, or move '%s' away"
            .formatted(output.resolve("flotilla.json"), REMEDY, output.path()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"stacks\": []}", "{\"stacks\": null}"})
  void refusesAManifestThatCannotBeRead(String manifest) {
    output.mark(FLEET, "staging");
    output.write("manifest.json", manifest);

    assertRefused(
        "'%s' must be what an earlier synth wrote, got something else; remove it"
            .formatted(output.resolve("manifest.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stacks/staging", "fleet/clusters/staging", "fleet/tenants/staging"})
  void refusesAFolderInTheWayOfANewStack(String path) {
    output.mark(FLEET, "prod");
    output.write(path + "/mine", "mine");

    assertRefused(
        "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got '%s'; %s, or move it away"
            .formatted(output.path(), FLEET, path, REMEDY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stacks",
        "fleet",
        "fleet/clusters",
        "fleet/tenants",
        "stacks/staging",
        "fleet/clusters/staging",
        "fleet/tenants/staging"
      })
  void refusesALinkInPlaceOfAFolder(String path) throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/staging"));
    Files.writeString(elsewhere.resolve("main.tf"), "mine");
    output.mark(FLEET, "staging");
    Path link = output.resolve(path);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, folder.resolve("elsewhere"));

    assertRefused(
        "'%s' must be a folder that an earlier synth wrote, got a link; remove it".formatted(link));
  }

  @ParameterizedTest
  @CsvSource({"stacks", "fleet/clusters", "stacks/staging"})
  void refusesAFileInPlaceOfAFolder(String path) {
    output.mark(FLEET, "staging");
    output.write(path, "mine");

    assertRefused(
        "'%s' must be a folder that an earlier synth wrote, got a file; remove it"
            .formatted(output.resolve(path)));
  }

  @Test
  void refusesAFileAsTheOutputFolder() throws IOException {
    Files.writeString(output.path(), "mine");

    assertRefused(
        "the output folder must be a folder, got '%s', where '%s' is a file; %s"
            .formatted(output.path(), output.path(), REMEDY));
  }

  @Test
  void refusesTheRoot() {
    output = new TestOutput(Path.of("/"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.synth(STAGING))
        .withMessage("the output folder must be below the root, got '/'; " + REMEDY);
  }

  private void assertRefused(String message) {
    SortedMap<String, String> before = TestOutput.files(folder);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> output.synth(STAGING))
        .withMessage(message);
    assertThat(TestOutput.files(folder)).isEqualTo(before);
  }
}
