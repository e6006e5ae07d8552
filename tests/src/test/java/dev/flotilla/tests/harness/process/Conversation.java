package dev.flotilla.tests.harness.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flotilla.tests.harness.project.Project;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A process that answers each line with a line; it ends when whoever has started it does. */
public final class Conversation {
  private final Process process;
  private final Path stderr;
  private final Writer requests;
  private final BufferedReader answers;

  Conversation(Process process, Path stderr) {
    this.process = process;
    this.stderr = stderr;
    this.requests = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /** Returns the answer to a line. */
  public String ask(String line) {
    try {
      requests.write(line + "\n");
      requests.flush();
      String answer =
          CompletableFuture.supplyAsync(this::answer)
              .get(RunningProcess.LIMIT.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new AssertionError("the process has ended, and said\n" + Project.read(stderr));
      }
      return answer;
    } catch (IOException | ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("no answer to " + line + "\n" + Project.read(stderr), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the answer to " + line, e);
    }
  }

  /** Returns nothing once the process has ended. */
  private @Nullable String answer() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
