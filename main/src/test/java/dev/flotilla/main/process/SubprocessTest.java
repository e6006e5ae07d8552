package dev.flotilla.main.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SubprocessTest {
  /** Tells of each signal as OpenTofu does. */
  private static final String PRINT_SIGNALS = "trap 'echo Interrupt received; n=$((n + 1))' TERM\n";

  @TempDir Path folder;

  @Test
  void returnsWhatTheProgramLeft() throws Exception {
    List<String> lines = new ArrayList<>();

    ProcessResult result = sh("echo one; echo two; echo bad >&2; exit 3").run(lines::add);

    assertThat(result).isEqualTo(new ProcessResult(3, "one\ntwo\n", "bad\n"));
    assertThat(lines).containsExactly("one", "two");
  }

  @Test
  void givesOnlyTheEnvironmentAndNoInput() throws Exception {
    ProcessResult result = sh("echo \"$NAME$HOME\"; cat; pwd").run();

    assertThat(result.stdout()).isEqualTo("value\n" + folder.toRealPath() + "\n");
  }

  @Test
  void writesTheInputOfTheProgram() throws Exception {
    assertThat(sh("cat; echo end").run("input\n", line -> {}).stdout()).isEqualTo("input\nend\n");
    assertThat(sh("exit 3").run("x".repeat(1 << 20), line -> {}).exitCode()).isEqualTo(3);
  }

  @Test
  void createsFilesThatOnlyTheirOwnerReads() throws Exception {
    Subprocess program =
        Subprocess.withPrivateFiles(
            List.of("/bin/sh", "-c", "mkdir new && : > new/file && echo \"$1\"", "sh", "a 'b'"),
            folder,
            Map.of("PATH", "/usr/bin:/bin"));

    assertThat(program.run().stdout()).isEqualTo("a 'b'\n");
    assertThat(mode("new")).isEqualTo("rwx------");
    assertThat(mode("new/file")).isEqualTo("rw-------");
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(path)));
  }

  @Test
  void runsTheWorkWhileTheProgramWaits() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();
    Path gone = folder.resolve("gone");

    ProcessResult result =
        sh("read -r line; echo \"got $line\"; cat; : > gone")
            .runAround("go", "got go", () -> events.add("worked, ended: " + Files.exists(gone)));

    assertThat(result.exitCode()).isZero();
    assertThat(events).containsExactly("worked, ended: false");
    assertThat(gone).exists();
  }

  @Test
  void skipsTheWorkWhenTheProgramEndsBefore() throws Exception {
    List<String> events = new CopyOnWriteArrayList<>();

    ProcessResult result =
        sh("echo locked >&2; exit 1").runAround("go", "got go", () -> events.add("worked"));

    assertThat(result).isEqualTo(new ProcessResult(1, "", "locked\n"));
    assertThat(events).isEmpty();
  }

  @Test
  void endsTheProgramWhenTheWorkFails() {
    Path gone = folder.resolve("gone");

    assertThatThrownBy(
            () ->
                sh("read -r line; echo \"got $line\"; cat; : > gone")
                    .runAround(
                        "go",
                        "got go",
                        () -> {
                          throw new IllegalStateException("no");
                        }))
        .hasMessage("no");
    assertThat(gone).exists();
  }

  @Test
  void reportsAMissingProgram() {
    Subprocess missing = new Subprocess(List.of("no-such-program"), folder, Map.of());

    assertThatThrownBy(missing::run)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void keepsOutputByteByByteWithinALimit() throws Exception {
    BinaryResult result =
        sh("cat; printf '\\377\\0'; echo wrong >&2; exit 3")
            .run(new byte[] {(byte) 0x80, 0}, Duration.ofSeconds(30));

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.stdout()).containsExactly(0x80, 0, 0xff, 0);
    assertThat(result.stderr()).isEqualTo("wrong\n");
    assertThat(result.text().exitCode()).isEqualTo(3);
  }

  @Test
  @Timeout(30)
  void killsAProgramAfterItsTimeLimit() {
    assertThatThrownBy(() -> sh("exec sleep 600").run(new byte[1 << 20], Duration.ofMillis(300)))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void findsAProgramOnThePathThatItIsGiven() throws Exception {
    Path program = folder.resolve("own-program");
    Files.writeString(program, "#!/bin/sh\necho own\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Subprocess own =
        new Subprocess(List.of("own-program"), folder, Map.of("PATH", "relative:" + folder));

    assertThat(own.run().stdout()).isEqualTo("own\n");
  }

  @Test
  @Timeout(30)
  void passesASignalOnAndWaitsForTheEnd() throws Exception {
    Run run =
        new Run(
            PRINT_SIGNALS + "echo ready; while [ -z \"$n\" ]; do read -r _ <gate; done; echo $n");

    run.thread.interrupt();
    run.thread.join();

    assertThat(run.lines).containsExactly("ready", "Interrupt received", "1");
    assertThat(run.thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  @Timeout(30)
  void sendsNoSecondSignalToAProgramThatHasOne() throws Exception {
    Run run = new Run(PRINT_SIGNALS + "kill -TERM $$; echo ready; read -r _ <gate; echo $n");

    run.thread.interrupt();
    while (run.thread.isInterrupted() || run.thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    Files.writeString(folder.resolve("gate"), "open\n");
    run.thread.join();

    assertThat(run.lines).containsExactly("Interrupt received", "ready", "1");
    assertThat(run.thrown.get()).isInstanceOf(InterruptedException.class);
  }

  /** A script in a thread of its own, once it is ready; it may wait for its gate. */
  private final class Run {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final AtomicReference<Throwable> thrown = new AtomicReference<>();
    final Thread thread;

    Run(String script) throws Exception {
      new ProcessBuilder("mkfifo", folder.resolve("gate").toString()).start().waitFor();
      CountDownLatch ready = new CountDownLatch(1);
      thread =
          new Thread(
              () -> {
                try {
                  sh(script)
                      .run(
                          line -> {
                            lines.add(line);
                            if (line.equals("ready")) {
                              ready.countDown();
                            }
                          });
                } catch (IOException | InterruptedException e) {
                  thrown.set(e);
                }
              });
      thread.start();
      ready.await();
    }
  }

  private Subprocess sh(String script) {
    return new Subprocess(
        List.of("/bin/sh", "-c", script), folder, Map.of("NAME", "value", "PATH", "/usr/bin:/bin"));
  }
}
