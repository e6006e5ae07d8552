package dev.flotilla.main.publish.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnpackedFolderTest {
  @Test
  void returnsTheWantedFilesOfWhatWasPacked() {
    PackedFolder packed =
        PackedFolder.of(
            Path.of("x"),
            List.of(
                new PackedFile("clusters/a/ö.yaml", false, "a: ö\n".getBytes(UTF_8)),
                new PackedFile("x".repeat(150) + "/b.yaml", true, "b: 1\n".getBytes(UTF_8)),
                new PackedFile("README.md", false, "no".getBytes(UTF_8))));

    assertThat(UnpackedFolder.texts(packed.content(), path -> path.endsWith(".yaml"), "oci://a"))
        .containsOnlyKeys("clusters/a/ö.yaml", "x".repeat(150) + "/b.yaml")
        .containsEntry("clusters/a/ö.yaml", "a: ö\n");
  }

  @Test
  void refusesWhatIsNoLayer() {
    assertThatThrownBy(() -> UnpackedFolder.texts("no".getBytes(UTF_8), path -> true, "oci://a"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "the layer of an artifact must be a gzipped tar file, got something else in 'oci://a'; publish it anew");
  }
}
