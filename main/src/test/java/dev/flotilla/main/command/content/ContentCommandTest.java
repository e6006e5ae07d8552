package dev.flotilla.main.command.content;

import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.Manifest;
import dev.flotilla.fleet.content.helm.Chart;
import dev.flotilla.fleet.content.helm.HelmRelease;
import dev.flotilla.fleet.content.helm.OciChart;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCommandTest {
  private final Terminal terminal = new Terminal();

  @TempDir Path folder;

  @Test
  void writesTheFoldersOfComponents() {
    assertThat(terminal.runContent(folder, "", ContentCommandTest::web)).isZero();

    assertThat(terminal.data())
        .isEqualTo("web/staging/configmap-web.yaml\nweb/staging/kustomization.yaml\n");
    assertThat(terminal.errors()).isEqualTo("content: wrote 2 files in components\n");
    assertThat(folder.resolve("components/web/staging/configmap-web.yaml")).exists();
  }

  @Test
  void saysThatNothingHasChanged() {
    terminal.runContent(folder, "other", ContentCommandTest::web);

    assertThat(terminal.runContent(folder, "other --check", ContentCommandTest::web)).isZero();
    assertThat(terminal.errors())
        .isEqualTo("content: wrote 2 files in other\ncontent: other is up to date\n");
  }

  @Test
  void listsDifferencesAndWritesNothing() throws IOException {
    terminal.runContent(folder, "", ContentCommandTest::web);
    Path file = folder.resolve("components/web/staging/configmap-web.yaml");
    Files.writeString(file, "edited");

    assertThat(terminal.runContent(folder, "--check", ContentCommandTest::web)).isEqualTo(2);

    assertThat(terminal.data()).endsWith("kustomization.yaml\nweb/staging/configmap-web.yaml\n");
    assertThat(terminal.errors())
        .endsWith("content: 1 file in components must be written; run without --check\n");
    assertThat(file).hasContent("edited");
  }

  @Test
  void reportsEveryProblemAndWritesNothing() {
    Supplier<List<Content>> broken =
        () ->
            List.of(
                Content.builder("web", STAGING)
                    .objects(
                        Manifest.of("v1", "ConfigMp", "web", Map.of()),
                        Manifest.of("v1", "ConfigMap", "web", Map.of("dat", Map.of())))
                    .build());

    assertThat(terminal.runContent(folder, "", broken)).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            """
            error: web/staging: an object must be of a kind that Flux or Kubernetes has, got 'ConfigMp' in ConfigMp 'web'; did you mean 'ConfigMap'?
            error: web/staging: a field must be one that its kind has, got 'dat' in ConfigMap 'web'; did you mean 'data'?
            """);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void reportsWhatValuesRejectWithTheLineOfTheUsersCode() {
    Supplier<List<Content>> broken = () -> List.of(Content.builder("Web", STAGING).build());

    assertThat(terminal.runContent(folder, "", broken)).isEqualTo(1);

    assertThat(terminal.errors())
        .isEqualTo(
            "error: the name of content must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'\n");
  }

  @Test
  void buildsTheContentWithTheVersionsOfItsFolder() throws IOException {
    assertThat(terminal.runContent(folder, "", ContentCommandTest::updated)).isZero();
    assertThat(terminal.data())
        .isEqualTo(
            """
            versions.yaml
            web/staging/helmrelease-web.yaml
            web/staging/kustomization.yaml
            ../update-policies/charts.yaml
            """);
    Path versions = folder.resolve("components/versions.yaml");
    Files.writeString(versions, Files.readString(versions).replace("1.0.0", "1.5.0"));

    assertThat(terminal.runContent(folder, "--check", ContentCommandTest::updated)).isEqualTo(2);
    assertThat(terminal.runContent(folder, "", ContentCommandTest::updated)).isZero();

    assertThat(terminal.data())
        .endsWith("web/staging/helmrelease-web.yaml\nweb/staging/helmrelease-web.yaml\n");
    assertThat(folder.resolve("components/web/staging/helmrelease-web.yaml"))
        .content()
        .contains("    tag: 1.5.0\n");
  }

  @Test
  void refusesVersionsInAnotherForm() throws IOException {
    terminal.runContent(folder, "", ContentCommandTest::updated);
    Path versions = folder.resolve("components/versions.yaml");
    Files.writeString(versions, Files.readString(versions).replace("ConfigMap", "List"));

    assertThat(terminal.runContent(folder, "", ContentCommandTest::updated)).isEqualTo(1);

    assertThat(terminal.errors())
        .endsWith(
            "error: versions.yaml: line 3 must be 'kind: ConfigMap', got 'kind: List'; write it so\n");
  }

  @Test
  void refusesASupplierThatReturnsNull() {
    @Nullable List<Content> none = null;

    assertThat(terminal.runContent(folder, "", () -> none)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: the content must be built, got null; return a list from the function that Flotilla.content gets\n");
  }

  @Test
  void refusesAFileInThePlaceOfTheFolder() throws IOException {
    Files.writeString(folder.resolve("components"), "a file");

    assertThat(terminal.runContent(folder, "", ContentCommandTest::web)).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: cannot write the content to '%s'; make the folder writable or name another\n"
                .formatted(folder.resolve("components")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          --chek | unknown option: '--chek'; did you mean '--check'?
          one two | unmatched argument at index 1: 'two'; see 'content --help'
          """)
  void reportsAMisusedCommandLine(String line, String message) {
    assertThat(terminal.runContent(folder, line, ContentCommandTest::web)).isEqualTo(1);
    assertThat(terminal.errors()).isEqualTo("error: " + message + "\n");
    assertThat(folder).isEmptyDirectory();
  }

  private static List<Content> updated(Versions versions) {
    OciChart chart =
        Chart.oci(new OciUrl("oci://ghcr.io/acme/charts/web"))
            .at(versions.chart("web", "1.0.0"))
            .autoUpdate("1.x", Duration.ofHours(6));
    return List.of(
        Content.builder("web", STAGING)
            .objects(HelmRelease.builder("web", chart).build())
            .updatedBy("apps")
            .build());
  }

  private static List<Content> web() {
    return List.of(
        Content.builder("web", STAGING)
            .objects(Manifest.of("v1", "ConfigMap", "web", Map.of("data", Map.of("a", "b"))))
            .build());
  }
}
