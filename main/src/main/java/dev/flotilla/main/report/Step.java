package dev.flotilla.main.report;

import java.time.Duration;
import java.util.Locale;
import java.util.Timer;
import java.util.TimerTask;

/** Something that takes time: it prints that it is still running, and how long it took. */
public final class Step implements AutoCloseable {
  static final Duration HEARTBEAT = Duration.ofSeconds(8);

  private final Report report;
  private final String title;
  private final long start = System.nanoTime();
  private final Timer timer = new Timer("heartbeat", true);

  Step(Report report, String title, Duration heartbeat) {
    this.report = report;
    this.title = title;
    timer.schedule(
        new TimerTask() {
          @Override
          public void run() {
            report.status(title + ": still running (" + elapsed() + ")");
          }
        },
        heartbeat.toMillis(),
        heartbeat.toMillis());
  }

  /** Prints a line about an event of the step. */
  public void progress(String event) {
    report.status(title + ": " + event);
  }

  /** Prints the outcome and the time it took. */
  public void done(String outcome) {
    timer.cancel();
    report.status(title + ": " + outcome + " (" + elapsed() + ")");
  }

  /** Ends the heartbeat, also without an outcome. */
  @Override
  public void close() {
    timer.cancel();
  }

  private String elapsed() {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }
}
