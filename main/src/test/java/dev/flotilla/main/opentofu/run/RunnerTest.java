package dev.flotilla.main.opentofu.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.state.OpenTofuVersion;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @Timeout(30)
  @ValueSource(
      strings = {
        "Provider installation was canceled by an interrupt signal.",
        "the plugin failed to negotiate the initial go-plugin protocol handshake"
      })
  void waitsForOurInterruptionAfterARunThatASignalHasEnded(String said) throws Exception {
    Runner runner = runner("echo '" + said + "' >&2; exit 1");
    AtomicReference<String> told = new AtomicReference<>();
    Thread thread = new Thread(() -> told.set(failure(runner)));

    thread.start();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    thread.interrupt();
    thread.join();

    assertThat(told)
        .hasValue("cluster 'staging': interrupted; OpenTofu has stopped, run the command again");
  }

  @Test
  void reportsWhatFailedOtherwise() throws IOException {
    assertThat(failure(runner("echo 'Error: no such thing' >&2; exit 1")))
        .isEqualTo(
            """
            cluster 'staging': init: OpenTofu ended with exit code 1
            Error: no such thing
            OpenTofu's full output is in %s\
            """
                .formatted(folder.resolve("flotilla.log")));
  }

  private static String failure(Runner runner) {
    try {
      return runner.output("init", List.of());
    } catch (Failure failure) {
      return failure.getMessage();
    }
  }

  private Runner runner(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("tofu"), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Runner(
        new OpenTofu(program.toString(), OpenTofuVersion.MIN_VERSION),
        "staging",
        folder,
        Map.of("PATH", "/usr/bin:/bin"),
        new SecretMask());
  }
}
