package dev.flotilla.main.synth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  /** Fewer than the passes that one such removal each may end. */
  private static final int ENOUGH_TO_MEET = 99;

  @TempDir Path parent;

  @Test
  void isRemovedWithAllInItWhileAnotherRemovesPartsOfIt() throws IOException {
    Path folder = parent.resolve("flotilla-1");
    List<Path> parts = new ArrayList<>();
    for (int i = 0; i < ENOUGH_TO_MEET; i++) {
      parts.add(Files.createDirectories(folder.resolve("kernel-" + i)));
    }
    TemporaryFolder.adopt(folder);

    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> parts.forEach(this::remove));
    TemporaryFolder.remove();
    other.join();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void nothingIsRemovedWhenThereIsNone() throws IOException {
    Path file = Files.createFile(parent.resolve("a-file-of-somebody-else"));

    TemporaryFolder.remove();

    assertThat(file).exists();
  }

  private void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
