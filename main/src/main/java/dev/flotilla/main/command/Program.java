package dev.flotilla.main.command;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Failures;
import dev.flotilla.main.report.Report;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Runs a command line: every mistake becomes a line or two, and an exit code. */
public final class Program {
  private static final int HELP_WIDTH = 100;

  private Program() {}

  /** Runs the commands of a fleet, and returns the exit code. */
  public static int run(Invocation invocation, String... args) {
    return run(invocation, new FlotillaCommand(), args);
  }

  /** Runs one command, with all that a command line needs, and returns the exit code. */
  public static int run(Invocation invocation, Object command, String... args) {
    try (Signals signals = new Signals()) {
      try {
        return commandLine(invocation, command, signals).execute(args);
      } catch (RuntimeException | Error e) {
        // picocli does not handle errors.
        return failed(invocation, signals, e);
      }
    }
  }

  private static CommandLine commandLine(Invocation invocation, Object command, Signals signals) {
    Report report = invocation.report();
    return new CommandLine(command, new CommandFactory(invocation))
        .setOut(writer(report.out()))
        .setErr(writer(report.err()))
        .setUsageHelpWidth(HELP_WIDTH)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setParameterExceptionHandler((e, arguments) -> misused(report, e))
        .setExecutionExceptionHandler((e, line, parsed) -> failed(invocation, signals, e));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int misused(Report report, ParameterException e) {
    report.failure(MisusedCommandLine.failure(e));
    return ExitCode.ERROR;
  }

  private static int failed(Invocation invocation, Signals signals, Throwable e) {
    // The signal ends Node.js and OpenTofu too, and what waits for them fails in its own words.
    boolean endedBySignal =
        signals.received() && !Failures.of(e).getMessage().contains("interrupted");
    Failure failure = endedBySignal ? new Failure("interrupted") : Failures.of(e);
    print(invocation, e, failure);
    return failure.exitCode();
  }

  /** Prints what has ended a thread that nobody waits for. */
  public static void failed(Invocation invocation, Throwable e) {
    print(invocation, e, Failures.of(e));
  }

  private static void print(Invocation invocation, Throwable e, Failure failure) {
    if (!invocation.variable(Failures.DEBUG_VARIABLE).isEmpty()) {
      e.printStackTrace(invocation.report().err());
    }
    invocation.report().failure(failure);
  }
}
