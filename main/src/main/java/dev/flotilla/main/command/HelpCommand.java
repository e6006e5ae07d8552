package dev.flotilla.main.command;

import dev.flotilla.main.report.ExitCode;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "help", description = "Show the help of a command.")
final class HelpCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..1",
      defaultValue = "",
      description = "The command; without one, all of them are listed.")
  private String name = "";

  @Override
  public Integer call() {
    CommandLine program = Objects.requireNonNull(spec, "spec").parent().commandLine();
    CommandLine shown = name.isEmpty() ? program : program.getSubcommands().get(name);
    if (shown == null) {
      throw MisusedCommandLine.unknown(program, name);
    }
    shown.usage(program.getOut());
    return ExitCode.DONE;
  }
}
