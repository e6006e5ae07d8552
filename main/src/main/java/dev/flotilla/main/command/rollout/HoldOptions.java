package dev.flotilla.main.command.rollout;

import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RolloutGate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a rollout waits for people. */
final class HoldOptions {
  @Option(
      names = "--until",
      paramLabel = "RING",
      description = "End after this ring; run again to go further, for example after an approval.")
  private Optional<String> until = Optional.empty();

  @Option(
      names = "--ask",
      description = "Ask before each ring but the first, and read the answer from standard input.")
  private boolean ask;

  /** Returns what holds up a ring; refuses a ring that the environment does not have. */
  RolloutGate gate(Invocation invocation, RolloutSession session, String version) {
    RolloutGate last = until(session.environment());
    if (!ask) {
      return last;
    }
    RolloutGate prompt = new ApprovalPrompt(invocation.report(), System.in, session, version);
    return ring -> last.hold(ring).or(() -> prompt.hold(ring));
  }

  private RolloutGate until(Environment environment) {
    if (until.isEmpty()) {
      return ring -> Optional.empty();
    }
    List<RingName> rings = environment.rings();
    List<String> names = rings.stream().map(RingName::value).toList();
    String last = until.get();
    if (!names.contains(last)) {
      throw new Failure(
          "--until must be a ring of environment '%s', got '%s'; %s"
              .formatted(environment.name(), last, Suggestion.hint(last, names, "it has: ")));
    }
    return ring ->
        rings.indexOf(ring.name()) > names.indexOf(last)
            ? Optional.of("it is after --until " + last)
            : Optional.empty();
  }
}
