package dev.flotilla.main.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program with arguments, a folder and a complete environment, except that its temporary files go
 * to {@link TemporaryFolder}. No shell interprets its arguments.
 *
 * <p>When our thread is interrupted, as it is by a signal to the program, the child is asked to
 * stop and waited for.
 */
public final class Subprocess {
  /** What OpenTofu prints as soon as a signal has reached it. */
  public static final String SIGNAL_RECEIVED = "Interrupt received";

  /** The exit codes of a child that Ctrl-C or a plain kill has ended at once. */
  static final Set<Integer> ENDED_BY_SIGNAL = Set.of(128 + 2, 128 + 15);

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> environment;

  /** Prepares a program; nothing is started yet. */
  public Subprocess(List<String> command, Path folder, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.environment = environment;
  }

  /** Returns a program whose new files and folders nobody but their owner may read. */
  public static Subprocess withPrivateFiles(
      List<String> command, Path folder, Map<String, String> environment) {
    // Java cannot set a mask for a child; the shell becomes that child, so signals reach it.
    List<String> masked = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "sh"));
    masked.addAll(command);
    return new Subprocess(masked, folder, environment);
  }

  /**
   * Runs the program and waits until it has ended.
   *
   * @param listener gets each line of standard output at once
   * @throws IOException if it cannot be started
   * @throws InterruptedException if our thread was interrupted; by now the program has ended
   */
  public ProcessResult run(Consumer<String> listener) throws IOException, InterruptedException {
    return run("", listener);
  }

  /** Runs it to its end, as {@link #run(Consumer)} does, with {@code input} to read. */
  public ProcessResult run(String input, Consumer<String> listener)
      throws IOException, InterruptedException {
    Process process = start();
    OutputReader stdout = new OutputReader(process.getInputStream(), listener);
    OutputReader stderr = new OutputReader(process.getErrorStream(), line -> {});
    write(process, stdin -> stdin.write(input.getBytes(StandardCharsets.UTF_8)));
    write(process, OutputStream::close);
    return await(process, stdout, stderr);
  }

  /**
   * Runs it to its end within a limit, as Git and cosign are run.
   *
   * @param input all that it gets to read
   * @param limit how long it may run: then it is killed with all that it has started
   * @throws IOException if it cannot be started
   * @throws TimeoutException if it ran longer, or left a child that keeps its output open
   * @throws InterruptedException if our thread was interrupted; by now the program has ended
   */
  public BinaryResult run(byte[] input, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    return new LimitedRun(start(), limit).await(input);
  }

  /**
   * Does some work while the program waits: after it has answered a line of input, and before its
   * input ends. The work does not begin if the program ends before.
   *
   * @param answer a part of the line that it answers with
   */
  public ProcessResult runAround(String input, String answer, Runnable work)
      throws IOException, InterruptedException {
    Process process = start();
    CompletableFuture<Boolean> answered = new CompletableFuture<>();
    OutputReader stdout =
        new OutputReader(
            process.getInputStream(),
            line -> {
              if (line.contains(answer)) {
                answered.complete(true);
              }
            });
    OutputReader stderr = new OutputReader(process.getErrorStream(), line -> {});
    CompletableFuture<Boolean> ended = process.onExit().thenApply(gone -> false);
    try {
      write(process, stdin -> stdin.write((input + "\n").getBytes(StandardCharsets.UTF_8)));
      write(process, OutputStream::flush);
      if (CompletableFuture.anyOf(answered, ended).get().equals(true)) {
        work.run();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      stop(process, stdout);
      throw e;
    } finally {
      write(process, OutputStream::close);
      process.onExit().join();
    }
    return await(process, stdout, stderr);
  }

  /** An action on the program's input, which may be closed already. */
  private interface InputAction {
    void on(OutputStream stdin) throws IOException;
  }

  /** A program that has ended takes no input; its output says why it ended. */
  private static void write(Process process, InputAction action) {
    try {
      action.on(process.getOutputStream());
    } catch (IOException e) {
      // Its end is awaited next.
    }
  }

  private static ProcessResult await(Process process, OutputReader stdout, OutputReader stderr)
      throws InterruptedException {
    try {
      int exitCode = process.waitFor();
      ProcessResult result = new ProcessResult(exitCode, stdout.all(), stderr.all());
      if (ENDED_BY_SIGNAL.contains(exitCode) || stdout.contains(SIGNAL_RECEIVED)) {
        Interruption.await();
      }
      return result;
    } catch (InterruptedException e) {
      stop(process, stdout);
      throw e;
    }
  }

  private Process start() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(onPath()).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.environment().put("TMPDIR", TemporaryFolder.path().toString());
    try {
      return builder.start();
    } catch (IOException e) {
      if (Interruption.mayHaveCaused(e)) {
        Interruption.await();
      }
      throw e;
    }
  }

  /** Java itself would search the PATH that it was started with. */
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

  /** Runs it to its end, as {@link #run(Consumer)} does. */
  public ProcessResult run() throws IOException, InterruptedException {
    return run(line -> {});
  }

  /**
   * Ctrl-C reaches the child as well as us, {@code kill} only us, and OpenTofu takes a second
   * signal as the order to drop everything. So the child is sent one only if it has had none.
   */
  private static void stop(Process process, OutputReader stdout) {
    try {
      for (int tenths = 0; tenths < 10 && !stdout.contains(SIGNAL_RECEIVED); tenths++) {
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      if (process.isAlive() && !stdout.contains(SIGNAL_RECEIVED)) {
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
