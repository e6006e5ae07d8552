package dev.flotilla.main.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path parent;

  @Test
  void folderIsWhereProgramsPutTheirFilesAndGoesWithThem() throws Exception {
    List<String> command = List.of("/bin/sh", "-c", "echo half >\"$TMPDIR/file\"; echo $TMPDIR");

    ProcessResult result =
        new Subprocess(command, parent, Map.of("TMPDIR", parent.toString())).run();

    Path folder = Path.of(result.stdout().strip());
    assertThat(folder).isEqualTo(TemporaryFolder.path()).isNotEqualTo(parent);
    assertThat(folder.resolve("file")).hasContent("half");
    TemporaryFolder.remove();
    assertThat(folder).doesNotExist();
  }

  @Test
  void folderIsRemovedWithWhatItHasAdopted() throws IOException {
    Path adopted = Files.createDirectories(parent.resolve("jsii"));
    Files.createFile(adopted.resolve("program.js"));
    Path file = Files.createFile(parent.resolve("a-file-of-somebody-else"));

    TemporaryFolder.adopt(adopted);
    TemporaryFolder.remove();

    assertThat(adopted).doesNotExist();
    assertThat(file).exists();
  }
}
