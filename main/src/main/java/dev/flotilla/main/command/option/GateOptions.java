package dev.flotilla.main.command.option;

import dev.flotilla.main.rollout.RolloutGates;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the clusters of a ring must show before the next ring begins. */
public final class GateOptions {
  @Option(
      names = "--min-ready",
      paramLabel = "PERCENT",
      defaultValue = "100",
      description = "How many of a ring's clusters must be ready; by default ${DEFAULT-VALUE}.")
  private int minReady;

  @Option(
      names = "--error-budget",
      paramLabel = "COUNT",
      defaultValue = "0",
      description =
          "How many of a ring's clusters may fail or be unreachable; by default ${DEFAULT-VALUE}.")
  private int errorBudget;

  @Option(
      names = "--bake",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = {
        "How long a ring must stay ready before the next one begins; by default 5m",
        "for a rollout, and no time for a deploy."
      })
  private Optional<Duration> bake = Optional.empty();

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      defaultValue = "2m",
      converter = DurationConverter.class,
      description = {
        "How long a cluster may fail or be unreachable before it counts, because",
        "Flux tries again; by default ${DEFAULT-VALUE}."
      })
  private Duration grace = Duration.ZERO;

  /**
   * Returns the gates.
   *
   * @param usualBake how long a ring must stay ready if nothing else is said
   * @param timeout how long a ring may take to become ready
   */
  public RolloutGates gates(Duration usualBake, Duration timeout) {
    return new RolloutGates(minReady, errorBudget, bake.orElse(usualBake), timeout, grace);
  }
}
