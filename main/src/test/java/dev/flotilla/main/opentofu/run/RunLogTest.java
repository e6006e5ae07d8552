package dev.flotilla.main.opentofu.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
  @TempDir Path folder;

  @Test
  void logIsForItsOwnerOnly() throws IOException {
    RunLog log = new RunLog(folder, new SecretMask());

    assertThat(Files.getPosixFilePermissions(log.file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void replacesTheLogOfTheFormerRun() throws IOException {
    new RunLog(folder, new SecretMask()).write("old");

    RunLog log = new RunLog(folder, new SecretMask());
    log.write("new");

    assertThat(log.file()).hasContent("new");
  }

  @Test
  void hidesSecretsPlainAndInBase64() throws IOException {
    RunLog log = new RunLog(folder, hiding("hunter2-hunter2"));

    log.write("value hunter2-hunter2, data aHVudGVyMi1odW50ZXIy");

    assertThat(log.file()).hasContent("value (sensitive), data (sensitive)");
  }

  @Test
  void keepsWordsThatAreTooShortForASecret() throws IOException {
    RunLog log = new RunLog(folder, hiding("", "x", "sandbox"));

    log.write("the sandbox in target/sandbox/x");

    assertThat(log.file()).hasContent("the sandbox in target/sandbox/x");
  }

  private static SecretMask hiding(String... secrets) {
    SecretMask mask = new SecretMask();
    List.of(secrets).forEach(mask::add);
    return mask;
  }
}
