package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.ReleaseConverter;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RingTally;
import dev.flotilla.main.rollout.RolloutGate;
import dev.flotilla.main.rollout.RolloutGates;
import dev.flotilla.main.rollout.RolloutOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Promotes a release ring by ring, or resumes that. */
@Command(
    name = "start",
    description = {
      "Promote a published release ring by ring: move a ring's tag, wait until its clusters are",
      "ready at it and stay so, then the next. Run again, it resumes what was interrupted."
    },
    footer =
        "%nExit code: 0 every ring has it, or those until --until; 1 error, or a ring has stopped it; the rings after that stay as they are.")
public final class RolloutStartCommand implements Callable<Integer> {
  private final Invocation invocation;

  @Mixin private RolloutOptions target = new RolloutOptions();

  @Option(
      names = "--version",
      paramLabel = "vX.Y.Z",
      required = true,
      converter = ReleaseConverter.class,
      description = "The release.")
  private @Nullable Version version;

  @Option(
      names = "--until",
      paramLabel = "RING",
      description = "End after this ring; run again to go further, for example after an approval.")
  private Optional<String> until = Optional.empty();

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
      defaultValue = "5m",
      converter = DurationConverter.class,
      description = "How long a ring must stay ready; by default ${DEFAULT-VALUE}.")
  private Duration bake = Duration.ZERO;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "15m",
      converter = DurationConverter.class,
      description = "How long a ring may take to become ready; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

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

  @Option(
      names = "--allow-downgrade",
      description = "Also promote a release that is lower than what a ring is at.")
  private boolean allowDowngrade;

  /** The command of one run. */
  public RolloutStartCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Environment environment = target.environment(invocation);
    RolloutGates gates = new RolloutGates(minReady, errorBudget, bake, timeout, grace);
    RolloutGate gate = gate(environment);
    int exitCode = ExitCode.DONE;
    for (RolloutSession session : target.sessions(invocation, environment)) {
      RolloutOutcome outcome =
          session
              .rollout(gate)
              .run(session.plan(Objects.requireNonNull(version, "version"), gates, allowDowngrade));
      exitCode = ExitCode.worse(exitCode, report(session.name(), outcome));
    }
    return exitCode;
  }

  private RolloutGate gate(Environment environment) {
    List<String> rings = environment.rings().stream().map(RingName::value).toList();
    if (until.isEmpty()) {
      return ring -> Optional.empty();
    }
    String last = until.get();
    if (!rings.contains(last)) {
      throw new Failure(
          "--until must be a ring of environment '%s', got '%s'; %s"
              .formatted(environment.name(), last, Suggestion.hint(last, rings, "it has: ")));
    }
    return ring ->
        rings.indexOf(ring.name()) > rings.indexOf(last)
            ? Optional.of("it is after --until " + last)
            : Optional.empty();
  }

  private int report(String name, RolloutOutcome outcome) {
    String what = name + ": " + outcome.record().plan().version();
    if (outcome.isStopped()) {
      invocation.report().failure(stopped(what, outcome));
      return ExitCode.ERROR;
    }
    invocation
        .report()
        .data(
            outcome
                .hold()
                .map(why -> "%s waits before ring '%s': %s".formatted(what, outcome.ring(), why))
                .orElse(what + " has reached every ring"));
    return ExitCode.DONE;
  }

  private static Failure stopped(String what, RolloutOutcome outcome) {
    RingTally tally = outcome.clusters();
    String clusters =
        Stream.of(tally.errors(), tally.waiting())
            .flatMap(reasons -> reasons.entrySet().stream())
            .map(cluster -> "\n%s: %s".formatted(cluster.getKey(), cluster.getValue()))
            .collect(Collectors.joining());
    return new Failure(
        "%s must become ready in ring '%s', got %s; correct it and run this again, or take it back with 'flotilla rollout back'%s"
            .formatted(what, outcome.ring(), tally, clusters));
  }
}
