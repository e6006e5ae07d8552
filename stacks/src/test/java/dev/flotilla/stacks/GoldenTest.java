package dev.flotilla.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.flotilla.stacks.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
  @Test
  void mismatchShowsTheDifferenceAndTheCommandThatWritesTheGolden(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("a.txt"), "one\ntwo\n");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> new Golden("a fleet", folder, false, false).check("a.txt", "one\n2\n"))
        .withMessageContaining("a.txt of a fleet differs from its golden; if the change is meant,")
        .withMessageContaining("make golden")
        .withMessageContaining("\"two\"")
        .withMessageContaining("\"2\"");
  }

  @Test
  void updateWritesTheGolden(@TempDir Path folder) {
    new Golden("a fleet", folder, true, false).check("a/b.txt", "new\n");

    assertThat(folder.resolve("a/b.txt")).hasContent("new\n");
  }

  @Test
  void updateIsRefusedInCi(@TempDir Path folder) {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Golden("a fleet", folder, true, true))
        .withMessageStartingWith("goldens are not rewritten in CI; review and commit what");
  }
}
