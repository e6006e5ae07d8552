package dev.flotilla.main.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that is to end soon, such as Git or cosign: it gets its input at once, its output is
 * kept byte by byte, and when its time is over it is killed with all that it has started.
 */
public final class ShortProgram {
  /** What it has left. */
  @SuppressWarnings("ArrayRecordComponent") // Results are never compared.
  public record Result(int exitCode, byte[] stdout, String stderr) {
    /** Returns its standard output as text. */
    public String text() {
      return new String(stdout, StandardCharsets.UTF_8);
    }
  }

  /** How long a child may take to end that was asked to. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment;
  private final Duration limit;

  /**
   * Starts nothing yet.
   *
   * @param environment all of it
   * @param limit how long it may run
   */
  public ShortProgram(
      List<String> command, Path folder, Map<String, String> environment, Duration limit) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.environment = environment;
    this.limit = limit;
  }

  /**
   * Runs it to its end.
   *
   * @throws IOException if it cannot be started
   * @throws TimeoutException if it ran longer, or left a child that keeps its output open
   * @throws InterruptedException if our thread was interrupted; by now it has ended
   */
  public Result run(byte[] input) throws IOException, TimeoutException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(onPath()).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    long deadline = System.nanoTime() + limit.toNanos();
    Process process = Subprocess.start(builder);
    Pump stdout = new Pump(process.getInputStream());
    Pump stderr = new Pump(process.getErrorStream());
    start(() -> write(process.getOutputStream(), input));
    try {
      boolean ended =
          process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
              && stdout.hasEnded(deadline)
              && stderr.hasEnded(deadline);
      if (!ended) {
        kill(process);
        throw new TimeoutException();
      }
      if (Subprocess.ENDED_BY_SIGNAL.contains(process.exitValue())) {
        Interruption.await();
      }
      return new Result(
          process.exitValue(),
          stdout.bytes.toByteArray(),
          stderr.bytes.toString(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  /** Java looks on the PATH that it was started with itself. */
  private List<String> onPath() {
    String program = command.get(0);
    if (program.contains("/")) {
      return command;
    }
    List<String> found = new ArrayList<>(command);
    Stream.of(environment.getOrDefault("PATH", "").split(":", -1))
        .filter(path -> path.startsWith("/"))
        .map(path -> Path.of(path, program))
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .findFirst()
        .ifPresent(path -> found.set(0, path.toString()));
    return found;
  }

  private static void write(OutputStream stream, byte[] input) {
    try (stream) {
      stream.write(input);
    } catch (IOException e) {
      // It has ended, or closed its input, without reading all of it: its exit code counts.
      return;
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Ctrl-C may have reached it as well; a second signal does no harm to what runs here. */
  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        kill(process);
      }
    } catch (InterruptedException e) {
      kill(process);
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "a program's stream");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Reads a stream as soon as something is there, so that the program never waits for us. */
  private static final class Pump {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Pump(InputStream stream) {
      thread = start(() -> read(stream));
    }

    private void read(InputStream stream) {
      try (stream) {
        stream.transferTo(bytes);
      } catch (IOException e) {
        // It was killed while it wrote.
        return;
      }
    }

    boolean hasEnded(long deadline) throws InterruptedException {
      thread.join(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
      return !thread.isAlive();
    }
  }
}
