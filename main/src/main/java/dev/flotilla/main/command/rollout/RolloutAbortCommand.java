package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.rollout.RolloutRecord;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flotilla rollout abort}. */
@Command(
    name = "abort",
    description = "End the last rollout where it is; the rings keep what they have.",
    footer = "%nExit code: 0 ended, 1 error.")
public final class RolloutAbortCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private RolloutOptions target = new RolloutOptions();

  /** The command of one run. */
  public RolloutAbortCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Environment environment = target.environment(invocation);
    for (ChannelArtifact artifact : target.artifacts(invocation, environment)) {
      RolloutRecord record =
          new RolloutSession(invocation, environment, artifact, target.keys(invocation))
              .rollout(ring -> Optional.empty())
              .abort();
      invocation
          .report()
          .data("%s: %s %s".formatted(artifact.name(), record.plan().version(), record.state()));
    }
    return ExitCode.DONE;
  }
}
