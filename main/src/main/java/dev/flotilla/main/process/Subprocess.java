package dev.flotilla.main.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A program with arguments, a folder and a complete environment; it gets no input and no shell.
 *
 * <p>When our thread is interrupted, which is what a signal to the program comes to, the child is
 * asked to stop and waited for.
 */
public final class Subprocess {
  /** What OpenTofu prints as soon as a signal has reached it. */
  public static final String HAS_THE_SIGNAL = "Interrupt received";

  /** How a child ends that Ctrl-C or a plain kill ends at once. */
  private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(128 + 2, 128 + 15);

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment;

  public Subprocess(List<String> command, Path folder, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.environment = environment;
  }

  /**
   * Runs it to its end.
   *
   * @param listener gets each line of standard output at once
   * @throws IOException if it cannot be started
   * @throws InterruptedException if our thread was interrupted; by now the program has ended
   */
  public ProcessResult run(Consumer<String> listener) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = start(builder);
    process.getOutputStream().close();
    Lines stdout = new Lines(process.getInputStream(), listener);
    Lines stderr = new Lines(process.getErrorStream(), line -> {});
    try {
      int exitCode = process.waitFor();
      ProcessResult result = new ProcessResult(exitCode, stdout.all(), stderr.all());
      if (ENDED_BY_SIGNAL.contains(exitCode) || stdout.contains(HAS_THE_SIGNAL)) {
        Interruption.await();
      }
      return result;
    } catch (InterruptedException e) {
      stop(process, stdout);
      throw e;
    }
  }

  private static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    try {
      return builder.start();
    } catch (IOException e) {
      if (Interruption.mayHaveCaused(e)) {
        Interruption.await();
      }
      throw e;
    }
  }

  /** Runs it to its end, as {@link #run(Consumer)} does. */
  public ProcessResult run() throws IOException, InterruptedException {
    return run(line -> {});
  }

  /**
   * Ctrl-C reaches the child as well as us, {@code kill} only us, and OpenTofu takes a second
   * signal for the order to drop everything. So it is sent one only if it has none.
   */
  private static void stop(Process process, Lines stdout) {
    try {
      for (int tenths = 0; tenths < 10 && !stdout.contains(HAS_THE_SIGNAL); tenths++) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      if (process.isAlive() && !stdout.contains(HAS_THE_SIGNAL)) {
        // Process.destroy() would close the pipes too, and the next line it prints would kill it.
        process.toHandle().destroy();
      }
      process.waitFor();
      stdout.all();
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
  }
}
