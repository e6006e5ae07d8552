package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.fixture.Fleets;
import dev.flotilla.fleet.flux.FluxRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFolderTest {
  private static final String FLEET = "oci://ghcr.io/acme/fleet";
  private static final String REMEDY = "name another with --output or CDKTF_OUTDIR";
  private static final Fleet STAGING = Fleets.of(Fleets.staging().build());
  private static final Fleet BOTH = Fleets.of(Fleets.staging().build(), Fleets.prod().build());

  @TempDir private Path folder;
  private Path output;

  @BeforeEach
  void setOutput() {
    output = folder.resolve("cdktf.out");
  }

  /** Nothing starts Node.js here: a refusal comes before. */
  @Nested
  class Refuses {
    @ParameterizedTest
    @ValueSource(strings = {"stacks", "fleet", "stacks/network/main.tf", "fleet/README.md"})
    void whatNoSynthWrote(String file) {
      write(file.contains(".") ? file : file + "/main.tf", "mine");

      assertRefused(
          "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got '%s'; %s, or move it away"
              .formatted(output, FLEET, file.split("/", -1)[0], REMEDY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"version\": 3, \"stacks\": {\"a\": {}}}", "", "[", "null"})
    void aManifestOfSomebodyElse(String manifest) {
      write("manifest.json", manifest);
      write("stacks/a/cdk.tf.json", "{}");

      assertRefused(
          "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got 'manifest.json', 'stacks'; %s, or move them away"
              .formatted(output, FLEET, REMEDY));
    }

    @Test
    void theFolderOfAnotherFleet() {
      mark("oci://ghcr.io/other/fleet", "staging");

      assertRefused(
          "the output folder '%s' belongs to fleet 'oci://ghcr.io/other/fleet', got fleet '%s'; %s, or remove it"
              .formatted(output, FLEET, REMEDY));
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
    void aMarkThatCannotBeRead(String mark) {
      write("flotilla.json", mark);

      assertRefused(
          "'%s' must be what an earlier synth wrote, got something else; %s, or move '%s' away"
              .formatted(output.resolve("flotilla.json"), REMEDY, output));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"stacks\": []}", "{\"stacks\": null}"})
    void aManifestThatCannotBeRead(String manifest) {
      mark(FLEET, "staging");
      write("manifest.json", manifest);

      assertRefused(
          "'%s' must be what an earlier synth wrote, got something else; remove it"
              .formatted(output.resolve("manifest.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stacks/staging", "fleet/clusters/staging", "fleet/tenants/staging"})
    void aFolderInTheWayOfANewStack(String path) {
      mark(FLEET, "prod");
      write(path + "/mine", "mine");

      assertRefused(
          "the output folder '%s' must hold only what earlier synths of fleet '%s' wrote, got '%s'; %s, or move it away"
              .formatted(output, FLEET, path, REMEDY));
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
    void aLinkWhereItsFoldersAre(String path) throws IOException {
      Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/staging"));
      Files.writeString(elsewhere.resolve("main.tf"), "mine");
      mark(FLEET, "staging");
      Path link = output.resolve(path);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, folder.resolve("elsewhere"));

      assertRefused(
          "'%s' must be a folder that an earlier synth wrote, got a link; remove it"
              .formatted(link));
    }

    @ParameterizedTest
    @CsvSource({"stacks", "fleet/clusters", "stacks/staging"})
    void aFileWhereItsFoldersAre(String path) {
      mark(FLEET, "staging");
      write(path, "mine");

      assertRefused(
          "'%s' must be a folder that an earlier synth wrote, got a file; remove it"
              .formatted(output.resolve(path)));
    }

    @Test
    void aFile() throws IOException {
      Files.writeString(output, "mine");

      assertRefused(
          "the output folder must be a folder, got '%s', where '%s' is a file; %s"
              .formatted(output, output, REMEDY));
    }

    @Test
    void theRoot() {
      output = Path.of("/");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> synth(STAGING))
          .withMessage("the output folder must be below the root, got '/'; " + REMEDY);
    }

    private void assertRefused(String message) {
      SortedMap<String, String> before = files(folder);
      assertThatIllegalArgumentException().isThrownBy(() -> synth(STAGING)).withMessage(message);
      assertThat(files(folder)).isEqualTo(before);
    }
  }

  @Test
  void isWrittenBesideWhatElseIsThere() {
    write("README.md", "mine");
    write("docs/stacks/a.md", "mine");

    synth(STAGING);

    assertThat(files(output))
        .containsEntry("README.md", "mine")
        .containsEntry("docs/stacks/a.md", "mine")
        .containsKey("stacks/staging/cdk.tf.json");
  }

  /** Whoever gives the fleet another organization has not got another project. */
  @Test
  void isReplacedWhereItIsTheProjectsOwn() {
    synth(BOTH);
    SortedMap<String, String> before = files(output);
    Fleet moved =
        Fleet.builder(
                new Organization("ghcr.io", "moved", "fleet"), new FluxRelease("2.x", "0.59.0"))
            .pullCredential(Credential.registry("ghcr-auth", "ghcr.io", "flux"))
            .addCluster(Fleets.staging().build())
            .build();

    new FleetApp(moved, new FleetAppProps(output, Set.of(), true, StackCustomizer.NONE)).synth();
    assertThat(output.resolve("flotilla.json")).content().contains("oci://ghcr.io/moved/");
    assertThat(output.resolve("stacks/prod")).doesNotExist();

    new FleetApp(BOTH, new FleetAppProps(output, Set.of(), true, StackCustomizer.NONE)).synth();
    assertThat(files(output)).isEqualTo(before);
  }

  @Test
  void isWrittenThroughALinkThatTheUserNames() throws IOException {
    Path target = Files.createDirectories(folder.resolve("target"));
    Files.createSymbolicLink(output, target);

    synth(STAGING);
    synth(STAGING);

    assertThat(target.resolve("stacks/staging/cdk.tf.json")).exists();
    assertThat(output).isSymbolicLink();
  }

  @Test
  void losesNothingButItsOwnFilesWhenAClusterLeaves() throws IOException {
    synth(BOTH);
    write("stacks/mine/main.tf", "mine");
    write("fleet/clusters/mine/app.yaml", "mine");
    write("stacks/prod/notes.txt", "mine");
    write("stacks/prod/flotilla.log", "log");
    write("stacks/prod/.terraform/providers/helm", "plugin");
    write("stacks/prod/.terraform.lock.hcl", "locks");
    Path elsewhere = folder.resolve("elsewhere");
    Files.writeString(elsewhere, "mine");
    Files.createSymbolicLink(output.resolve("stacks/prod/flotilla.tfplan"), elsewhere);

    synth(STAGING);

    assertThat(output.resolve("fleet/clusters/prod")).doesNotExist();
    assertThat(files(output.resolve("stacks/prod"))).containsOnlyKeys("notes.txt");
    assertThat(files(output))
        .containsEntry("stacks/mine/main.tf", "mine")
        .containsEntry("fleet/clusters/mine/app.yaml", "mine");
    assertThat(elsewhere).hasContent("mine");

    Files.delete(output.resolve("stacks/prod/notes.txt"));
    synth(BOTH);
    assertThat(output.resolve("stacks/prod/cdk.tf.json")).exists();
  }

  @Test
  void isRecognizedAfterAKillBeforeItsManifest() throws IOException {
    synth(BOTH);
    SortedMap<String, String> whole = files(output);
    Files.delete(output.resolve("manifest.json"));
    Files.delete(output.resolve("stacks/prod/cdk.tf.json"));
    Files.delete(output.resolve("fleet/clusters/prod/flux-system/flux-instance.yaml"));

    synth(BOTH);

    assertThat(files(output)).isEqualTo(whole);
  }

  @Test
  void isMarkedBeforeAnythingElseIsWritten() throws IOException {
    mark(FLEET, "prod");
    write("stacks/prod/cdk.tf.json/in the way", "mine");

    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> synth(BOTH));

    assertThat(output.resolve("stacks/staging")).doesNotExist();
    assertThat(output.resolve("flotilla.json"))
        .hasContent(
            """
            {
              "fleet" : "oci://ghcr.io/acme/fleet",
              "stacks" : [ "prod", "staging" ]
            }
            """);
  }

  private void synth(Fleet fleet) {
    new FleetApp(fleet, new FleetAppProps(output, Set.of())).synth();
  }

  private void mark(String fleet, String... stacks) {
    write(
        "flotilla.json",
        "{\"fleet\": \"%s\", \"stacks\": [\"%s\"]}"
            .formatted(fleet, String.join("\", \"", stacks)));
  }

  private void write(String path, String text) {
    try {
      Path file = output.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> files(Path root) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
