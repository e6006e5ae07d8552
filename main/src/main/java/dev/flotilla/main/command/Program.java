package dev.flotilla.main.command;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Runs a command line: every mistake becomes a line or two, and an exit code. */
public final class Program {
  /** What went wrong is told with a stack trace too when this variable is set. */
  static final String DEBUG_VARIABLE = "FLOTILLA_DEBUG";

  private static final int HELP_WIDTH = 100;

  private static final String HELP = "help";

  private Program() {}

  /** Returns the exit code. */
  public static int run(Invocation invocation, String... args) {
    try (Signals signals = new Signals()) {
      SynthesisKernel.startFor(invocation.environment(), args);
      try {
        return commandLine(invocation, signals, args).execute(args);
      } catch (RuntimeException | Error e) {
        // Of errors picocli takes no notice.
        return failed(invocation, signals, e);
      }
    }
  }

  private static CommandLine commandLine(Invocation invocation, Signals signals, String[] args) {
    Map<String, Function<Invocation, Object>> commands = new LinkedHashMap<>();
    commands.put("synth", SynthCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("diff", DiffCommand::new);
    commands.put("deploy", DeployCommand::new);
    commands.put("publish", PublishCommand::new);
    commands.put("destroy", DestroyCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("init", InitCommand::new);
    commands.put("workflows", WorkflowsCommand::new);
    commands.put("keys", KeysCommand::new);
    commands.put(HELP, ignored -> new HelpCommand());
    if (args.length > 0 && commands.containsKey(args[0]) && !args[0].equals(HELP)) {
      // Reading the annotations of all of them would take longer than the rest of the start.
      commands.keySet().retainAll(List.of(args[0]));
    }
    Report report = invocation.report();
    CommandLine commandLine = new CommandLine(new FlotillaCommand());
    commands.values().forEach(command -> commandLine.addSubcommand(command.apply(invocation)));
    return commandLine
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
    // Node.js and OpenTofu end too, and whoever waits for them is surprised.
    boolean surprised = signals.received() && !Failures.of(e).getMessage().contains("interrupted");
    print(invocation, e, surprised ? new Failure("interrupted") : Failures.of(e));
    return ExitCode.ERROR;
  }

  /** Prints what has ended a thread that nobody waits for. */
  public static void failed(Invocation invocation, Throwable e) {
    print(invocation, e, Failures.of(e));
  }

  private static void print(Invocation invocation, Throwable e, Failure failure) {
    if (!invocation.variable(DEBUG_VARIABLE).isEmpty()) {
      e.printStackTrace(invocation.report().err());
    }
    invocation.report().failure(failure);
  }
}
