package dev.flotilla.main.command.rollout;

import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.rollout.Rollout;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flotilla rollout back}. */
@Command(
    name = "back",
    description =
        "Return every ring that the last rollout has moved to what it had, the first ring last.",
    footer = "%nExit code: 0 taken back, 1 error.")
public final class RolloutBackCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private RolloutOptions target = new RolloutOptions();

  /** The command of one run. */
  public RolloutBackCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    target
        .sessions(invocation, target.environment(invocation))
        .forEach(session -> session.end(Rollout::back));
    return ExitCode.DONE;
  }
}
