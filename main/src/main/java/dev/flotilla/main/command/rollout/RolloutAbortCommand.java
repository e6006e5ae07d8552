package dev.flotilla.main.command.rollout;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.rollout.Rollout;
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
    target
        .sessions(invocation, target.environment(invocation))
        .forEach(session -> session.end(Rollout::abort));
    return ExitCode.DONE;
  }
}
