package dev.flotilla.tests.harness.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

/** What a process that ended has left. */
public record ProcessResult(int exitCode, Duration duration, String stdout, String stderr) {
  /** Returns all that a user saw. */
  public String output() {
    return stdout + stderr;
  }

  /** Returns this after a look at the exit code. */
  public ProcessResult exited(int expected) {
    assertThat(exitCode).as("exit code, with the output\n%s", output()).isEqualTo(expected);
    return this;
  }

  public ProcessResult succeeded() {
    return exited(0);
  }

  /**
   * Returns the rows of a table in the standard output, with two spaces between columns.
   *
   * @param heading what the headings above them start with
   */
  public Stream<String> rows(String heading) {
    return stdout
        .lines()
        .dropWhile(line -> !line.startsWith(heading))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.replaceAll(" {2,}", "  "));
  }
}
