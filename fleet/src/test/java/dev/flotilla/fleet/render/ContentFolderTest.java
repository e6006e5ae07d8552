package dev.flotilla.fleet.render;

import static dev.flotilla.fleet.environment.Environment.PRODUCTION;
import static dev.flotilla.fleet.environment.Environment.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentFolderTest {
  @TempDir private Path folder;

  private final Content web =
      Content.builder("web", STAGING, PRODUCTION).objects(settings("one"), settings("two")).build();

  @Test
  void writesOnlyWhatHasChanged() throws IOException {
    assertThat(write(web))
        .containsExactly(
            "web/production/configmap-one.yaml",
            "web/production/configmap-two.yaml",
            "web/production/kustomization.yaml",
            "web/staging/configmap-one.yaml",
            "web/staging/configmap-two.yaml",
            "web/staging/kustomization.yaml");
    assertThat(write(web)).isEmpty();

    Files.writeString(folder.resolve("web/staging/configmap-one.yaml"), "edited");

    assertThat(ContentFolder.differences(folder, List.of(web)))
        .containsExactly("web/staging/configmap-one.yaml");
    assertThat(write(web)).containsExactly("web/staging/configmap-one.yaml");
    assertThat(ContentFolder.differences(folder, List.of(web))).isEmpty();
  }

  @Test
  void removesWhatTheContentHasNoMore() throws IOException {
    write(web);
    Files.writeString(folder.resolve("web/versions.yaml"), "kept");

    write(Content.builder("web", STAGING).configs(settings("two")).build());

    assertThat(files())
        .containsExactly(
            "web/configs/staging/configmap-two.yaml",
            "web/configs/staging/kustomization.yaml",
            "web/controllers/staging/kustomization.yaml",
            "web/versions.yaml");
    assertThat(folder.resolve("web/production")).doesNotExist();
  }

  @Test
  void completesWhatWasInterrupted() throws IOException {
    write(web);
    Files.delete(folder.resolve("web/staging/configmap-one.yaml"));

    assertThat(write(web)).containsExactly("web/staging/configmap-one.yaml");
  }

  @Test
  void refusesFilesOfOthersBeforeItWritesAnything() throws IOException {
    write(web);
    Files.writeString(folder.resolve("web/staging/own.yaml"), "mine");
    Files.createDirectories(folder.resolve("shop/staging"));
    Files.writeString(folder.resolve("shop/staging/kustomization.yaml"), "resources: []\n");
    List<String> before = files();
    Content shop = Content.builder("shop", STAGING).objects(settings("one")).build();

    assertThatExceptionOfType(InvalidContentException.class)
        .isThrownBy(() -> write(web, shop))
        .withMessage(
            """
            web: the folder 'staging' must hold only what Flotilla has written, got 'own.yaml'; move it away
            shop: the folder 'staging' must hold only what Flotilla has written, got 'kustomization.yaml'; move it away""");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void refusesLinksInThePlaceOfFolders() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.createDirectories(folder.resolve("web"));
    Files.createSymbolicLink(folder.resolve("web/staging"), elsewhere);
    Content staging = Content.builder("web", STAGING).objects(settings("one")).build();

    assertThatExceptionOfType(InvalidContentException.class)
        .isThrownBy(() -> write(staging))
        .withMessage(
            "web: the folder of an environment must be a folder, got a file or link '%s'; remove it",
            folder.resolve("web/staging"));
  }

  @Test
  void refusesAllContentIfOneBreaksARule() {
    Content broken =
        Content.builder("shop", STAGING)
            .objects(Manifest.of("apps/v1", "Deploymnt", "web", Map.of()))
            .build();

    assertThatExceptionOfType(InvalidContentException.class)
        .isThrownBy(() -> write(web, broken, web))
        .satisfies(
            e ->
                assertThat(e.problems().stream().map(Object::toString))
                    .containsExactly(
                        "shop/staging: an object must be of a kind that Flux or Kubernetes has, got 'Deploymnt' in Deploymnt 'web'; did you mean 'Deployment'?",
                        "web: content must have a name of its own, got 'web' twice; rename one"));
    assertThat(folder).isEmptyDirectory();
  }

  private List<String> write(Content... contents) throws IOException {
    return ContentFolder.write(folder, List.of(contents));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static Manifest settings(String name) {
    return Manifest.of("v1", "ConfigMap", name, Map.of("data", Map.of("key", "value")));
  }
}
