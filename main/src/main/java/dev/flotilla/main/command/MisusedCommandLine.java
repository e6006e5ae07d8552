package dev.flotilla.main.command;

import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.main.report.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was probably meant. */
final class MisusedCommandLine {
  private MisusedCommandLine() {}

  static Failure failure(ParameterException e) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    String remedy = "; see '" + command.qualifiedName() + " --help'";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      if (unmatched.isUnknownOption()) {
        String option = first.replaceFirst("=.*", "");
        remedy = nearest(option, command.optionsMap().keySet()).orElse(remedy);
      } else if (!command.subcommands().isEmpty() && command.positionalParameters().isEmpty()) {
        return unknown(e.getCommandLine(), first);
      }
    }
    String message = e.getMessage();
    return new Failure(
        message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1) + remedy);
  }

  /** Returns that {@code program} has no command {@code name}. */
  static Failure unknown(CommandLine program, String name) {
    List<String> commands = List.copyOf(program.getSubcommands().keySet());
    return new Failure(
        "unknown command '%s'%s"
            .formatted(name, nearest(name, commands).orElse("; see 'flotilla --help'")));
  }

  private static Optional<String> nearest(String typed, Collection<String> names) {
    return Suggestion.nearest(typed, names).map(name -> "; did you mean '" + name + "'?");
  }
}
