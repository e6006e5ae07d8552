package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.command.option.DurationConverter;
import dev.flotilla.main.command.option.GateOptions;
import dev.flotilla.main.command.option.ReleaseConverter;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RingTally;
import dev.flotilla.main.rollout.RolloutGate;
import dev.flotilla.main.rollout.RolloutOutcome;
import dev.flotilla.main.rollout.RolloutPlan;
import java.time.Duration;
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
        "%nExit code: 0 every ring has it, or those until --until; 1 error, or a ring has stopped"
            + " it; the rings after that stay as they are.")
public final class RolloutStartCommand implements Callable<Integer> {
  private static final Duration BAKE = Duration.ofMinutes(5);

  private final Invocation invocation;

  @Mixin private RolloutOptions target = new RolloutOptions();

  @Option(
      names = "--version",
      paramLabel = "vX.Y.Z",
      required = true,
      converter = ReleaseConverter.class,
      description = "The release.")
  private @Nullable Version version;

  @Mixin private HoldOptions holds = new HoldOptions();

  @Mixin private GateOptions gates = new GateOptions();

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "15m",
      converter = DurationConverter.class,
      description = "How long a ring may take to become ready; by default ${DEFAULT-VALUE}.")
  private Duration timeout = Duration.ZERO;

  @Option(
      names = "--gate-command",
      paramLabel = "COMMAND",
      description = {
        "Ask this command how a ring is, instead of its clusters, which fetch at their",
        "interval then: a shell runs it with ROLLOUT_RING, ROLLOUT_CLUSTERS and others.",
        "It exits with 0 when the ring is ready, with 2 when it is not yet."
      })
  private Optional<String> gateCommand = Optional.empty();

  @Option(
      names = "--allow-downgrade",
      description =
          "Also promote a release that is lower than what a ring is at, or has an older Flux than a"
              + " cluster.")
  private boolean allowDowngrade;

  /** The command of one run. */
  public RolloutStartCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    Version release = Objects.requireNonNull(version, "version");
    int exitCode = ExitCode.DONE;
    for (RolloutSession session : target.sessions(invocation, target.environment(invocation))) {
      exitCode = ExitCode.worse(exitCode, report(session.name(), start(session, release)));
    }
    return exitCode;
  }

  private RolloutOutcome start(RolloutSession session, Version release) {
    RolloutGate hold = holds.gate(invocation, session, release.tag());
    RolloutPlan plan = session.plan(release, gates.gates(BAKE, timeout), allowDowngrade);
    RolloutGate upgrade =
        new FluxGate(invocation, session).of(release, gateCommand.isPresent(), allowDowngrade);
    return session
        .rollout(
            ring -> hold.hold(ring).or(() -> upgrade.hold(ring)),
            gateCommand.map(command -> session.clusters(command, plan)))
        .run(plan);
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
                .map(
                    why ->
                        "%s waits before ring '%s': %s"
                            .formatted(what, outcome.ring().orElseThrow(), why))
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
            .formatted(what, outcome.ring().orElseThrow(), tally, clusters));
  }
}
