package dev.flotilla.main.command.rollout;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The rings of environments; without a subcommand it shows its help. */
@Command(
    name = "rollout",
    description = "Promote a release through the rings of an environment, and take it back.",
    subcommands = {
      RolloutStartCommand.class,
      RolloutStatusCommand.class,
      RolloutAbortCommand.class,
      RolloutBackCommand.class
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n")
public final class RolloutCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine self = Objects.requireNonNull(spec, "spec").commandLine();
    self.usage(self.getOut());
  }
}
