package dev.flotilla.main.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Something that takes time. On a terminal it is a row that shows how long it has been running;
 * elsewhere it prints that from time to time. At its end it prints how long it took.
 */
public final class Step implements AutoCloseable {
  static final Duration HEARTBEAT = Duration.ofSeconds(8);

  private final Report report;
  private final String title;
  private final LiveSteps live;
  private final long start = System.nanoTime();
  private final LiveSteps.Row row = this::row;
  private final Optional<Future<?>> heartbeat;
  private volatile String note = "";

  Step(Report report, LiveSteps live, String title, Duration period) {
    this.report = report;
    this.live = live;
    this.title = title;
    if (live.isShown()) {
      live.add(row);
      this.heartbeat = Optional.empty();
    } else {
      this.heartbeat = Optional.of(PeriodicTasks.every(period, this::beat));
    }
  }

  private void beat() {
    report.status(title + ": still running (" + elapsed() + ")" + noted());
  }

  /** Prints a line about an event of the step. */
  public void progress(String event) {
    report.status(title + ": " + event);
  }

  /** Says how far it is, for who looks at it while it is running. */
  public void note(String progress) {
    note = progress;
  }

  /** Prints the outcome and the time it took. */
  public void done(String outcome) {
    close();
    report.status(title + ": " + outcome + " (" + elapsed() + ")");
  }

  /** Ends the heartbeat, also without an outcome. */
  @Override
  public void close() {
    heartbeat.ifPresent(beat -> beat.cancel(false));
    live.remove(row);
  }

  private String[] row() {
    return new String[] {report.secrets().mask(title), report.secrets().mask(note), elapsed()};
  }

  private String noted() {
    return note.isEmpty() ? "" : ", " + note;
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }
}
