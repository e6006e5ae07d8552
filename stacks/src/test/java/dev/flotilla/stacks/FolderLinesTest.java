package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.stacks.fixture.FolderLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLinesTest {
  @TempDir private Path folder;

  private String digests;
  private SortedMap<String, String> lines;

  @BeforeEach
  void writeGoldens() throws IOException {
    write("07/web.yaml", "kind: Role\nname: web\n");
    write("07/cdk.tf.json", "{\"body\": \"a: 1\\nb: 2\\n\"}\n");
    FolderLines golden = read();
    digests = golden.digests();
    lines = golden.distinct();
  }

  @Test
  void linesHaveEachLineOnceAndThoseOfDocumentsInJson() throws IOException {
    write("08/web.yaml", "kind: Role\nrules: []\nname: web\n");

    assertThat(lines)
        .containsExactly(
            Map.entry("cdk.tf.json", "{\"body\": \"a: 1\\n\nb: 2\\n\n\"}\n"),
            Map.entry("web.yaml", "kind: Role\nname: web\n"));
    assertThat(read().distinct()).containsEntry("web.yaml", "kind: Role\nname: web\nrules: []\n");
  }

  @Test
  void equalFoldersDifferInNothing() {
    assertThat(differences()).isEmpty();
  }

  @Test
  void linesShowTheFileAndTheLinesThatDiffer() throws IOException {
    write("07/web.yaml", "kind: Role\nname: api\n");
    write("07/cdk.tf.json", "{\"body\": \"a: 1\\nb: 3\\n\"}\n");

    assertThat(differences())
        .isEqualTo(
            """
            07/cdk.tf.json:
              2: + b: 3\\n
            07/web.yaml:
              2: + name: api
            in no cdk.tf.json any more:
              - b: 2\\n
            in no web.yaml any more:
              - name: web
            """);
  }

  @Test
  void linesNameTheFoldersOfAFileThatIsNewAndOfAFileThatIsGone() throws IOException {
    Files.delete(folder.resolve("07/web.yaml"));
    write("08/web.yaml", "kind: Role\nname: web\n");

    assertThat(differences())
        .isEqualTo(
            """
            07 has other lines of the golden, the same in another order, another file, or another text where they show none
            08 has other lines of the golden, the same in another order, another file, or another text where they show none
            """);
  }

  @Test
  void linesNameAFolderThatIsGone() throws IOException {
    Files.delete(folder.resolve("07/web.yaml"));
    Files.delete(folder.resolve("07/cdk.tf.json"));

    assertThat(differences()).startsWith("07 is not written any more\nin no cdk.tf.json any more:");
  }

  @Test
  void linesShowTheFirstLinesAlone() throws IOException {
    write("07/web.yaml", "a: 1\n".repeat(12) + "b: " + "x".repeat(200));

    assertThat(differences().lines())
        .hasSize(15)
        .startsWith("07/web.yaml:", "  1: + a: 1")
        .contains("  … and 3 more lines");
  }

  private String differences() {
    return read().differences(digests, lines);
  }

  private FolderLines read() {
    return new FolderLines(folder, path -> path.replaceFirst(".*/", ""), FolderLines::text);
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
