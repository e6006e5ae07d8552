package dev.flotilla.tests.harness.process;

/** How a program is ended from outside. */
public enum StopSignal {
  /** By a terminal: it sends the signal to all that the program has started too. */
  CTRL_C("-INT", "-%d", 130),

  /** By {@code kill}, which sends its signal to the program alone. */
  KILL("-TERM", "%d", 143);

  private final String signal;
  private final String target;
  private final int exitCode;

  StopSignal(String signal, String target, int exitCode) {
    this.signal = signal;
    this.target = target;
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  /** Sends the signal; for Ctrl-C the program must run in a process group of its own. */
  public ProcessResult send(RunningProcess program) {
    return ProcessStarter.of("kill", signal, "--", target.formatted(program.pid())).run();
  }
}
