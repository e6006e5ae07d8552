package dev.flotilla.main.command.rollout;

import dev.flotilla.main.publish.external.LimitedCall;
import dev.flotilla.main.report.Report;
import dev.flotilla.main.rollout.RolloutGate;
import dev.flotilla.main.rollout.RolloutRing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Asks a person whether a ring may get a release; the command itself has approved the first. */
final class ApprovalPrompt implements RolloutGate {
  private static final Duration LIMIT = Duration.ofDays(1);
  private static final Set<String> APPROVALS = Set.of("y", "yes");

  private final Report report;
  private final InputStream input;
  private final RolloutSession session;
  private final String version;

  ApprovalPrompt(Report report, InputStream input, RolloutSession session, String version) {
    this.report = report;
    this.input = input;
    this.session = session;
    this.version = version;
  }

  @Override
  public Optional<String> hold(RolloutRing ring) {
    if (session.environment().rings().get(0).equals(ring.name())) {
      return Optional.empty();
    }
    report.status(
        "%s: ring '%s' gets %s next: %s; continue? [y/N]"
            .formatted(
                session.name(),
                ring.name(),
                version,
                String.join(", ", session.clusters(ring.name()))));
    try {
      return APPROVALS.contains(LimitedCall.limit(LIMIT, this::line).strip())
          ? Optional.empty()
          : Optional.of("it was not approved");
    } catch (TimeoutException e) {
      return Optional.of("nobody has approved it within a day");
    }
  }

  /** No more than a line: the next question has an answer of its own. */
  private String line() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
        line.write(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the answer", e);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
