package dev.flotilla.main.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {
  @TempDir Path folder;

  @Test
  void writesFilesThatOnlyTheirOwnerReads() throws IOException {
    Path file = folder.resolve("new/kubeconfig");

    PrivateFile.write(file, "one");
    PrivateFile.write(file, "two");

    assertThat(file).hasContent("two");
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(mode(file.getParent())).isEqualTo("rwx------");
  }

  @Test
  void restrictsAFileOfAnEarlierRun() throws IOException {
    Path states = Files.createDirectory(folder.resolve("state"));
    Path state = Files.writeString(states.resolve("staging.tfstate"), "{}");
    Files.setPosixFilePermissions(states, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rw-r--r--"));

    PrivateFile.createFolder(states);

    assertThat(mode(states)).isEqualTo("rwx------");
    assertThat(mode(state)).isEqualTo("rw-------");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
