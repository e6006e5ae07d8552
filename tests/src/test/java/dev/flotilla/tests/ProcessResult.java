package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What a process that ended has left. */
record ProcessResult(int exitCode, Duration duration, String stdout, String stderr) {
  /** Returns all that a user saw. */
  String output() {
    return stdout + stderr;
  }

  /** Returns this after a look at the exit code. */
  ProcessResult exited(int expected) {
    assertThat(exitCode).as("exit code, with the output\n%s", output()).isEqualTo(expected);
    return this;
  }

  ProcessResult succeeded() {
    return exited(0);
  }
}
