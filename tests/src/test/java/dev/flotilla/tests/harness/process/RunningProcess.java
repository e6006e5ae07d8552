package dev.flotilla.tests.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A started process whose output goes to files. */
public final class RunningProcess implements AutoCloseable {
  /**
   * Beyond it something hangs; the slowest command, a first deploy on a busy machine, takes half a
   * minute.
   */
  static final Duration LIMIT = Duration.ofMinutes(5);

  private final List<String> command;
  private final Process process;
  private final Path stdout;
  private final Path stderr;
  private final Instant started = Instant.now();

  RunningProcess(List<String> command, Process process, Path stdout, Path stderr) {
    this.command = command;
    this.process = process;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  public long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns it and all that it started. */
  public List<ProcessHandle> tree() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Waits for a moment that must come before its end. */
  public void awaitMoment(Callable<Boolean> moment) {
    awaitMomentOrEnd(moment);
    assertThat(isAlive()).as("%s still runs, and said\n%s", command, stderr()).isTrue();
  }

  public void awaitMomentOrEnd(Callable<Boolean> moment) {
    try {
      Waiting.await().until(() -> !isAlive() || moment.call());
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("%s went on, and said\n%s".formatted(command, stderr()), e);
    }
  }

  /** Lets a moment pass between two looks at it, none when it has ended. */
  public void pause() {
    pause(10);
  }

  /** Lets so much time pass, or less if it ends. */
  public void pause(int millis) {
    try {
      process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns what it has printed to standard error so far. */
  public String stderr() {
    return Project.read(stderr);
  }

  /** Waits for its end. */
  public ProcessResult await() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        close();
        throw new AssertionError(
            command
                + " still ran after "
                + LIMIT.toSeconds()
                + " s\n"
                + Project.read(stdout)
                + Project.read(stderr));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    }
    Duration duration = Duration.between(started, Instant.now());
    return new ProcessResult(
        process.exitValue(), duration, Project.read(stdout), Project.read(stderr));
  }

  /** Kills it alone; what it has started goes on. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Ends what still runs of it. */
  @Override
  public void close() {
    tree().forEach(ProcessHandle::destroyForcibly);
  }
}
