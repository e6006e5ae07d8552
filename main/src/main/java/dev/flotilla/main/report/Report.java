package dev.flotilla.main.report;

import java.io.PrintStream;

/**
 * The two streams that a user, or a pipe, reads. Everything is printed through it, without the
 * secrets that the program has read, and without control characters of foreign texts.
 */
public final class Report {
  private final SecretMask secrets = new SecretMask();
  private final PrintStream out;
  private final PrintStream err;
  private final boolean color;
  private final LiveSteps live;

  /**
   * Creates a report that nobody watches.
   *
   * @param color whether data may be colored, as on a terminal
   */
  public Report(PrintStream out, PrintStream err, boolean color) {
    this(out, err, color, false);
  }

  /**
   * Creates a report.
   *
   * @param color whether data may be colored, as on a terminal
   * @param isWatched whether {@code err} is a terminal, which shows what is running
   */
  public Report(PrintStream out, PrintStream err, boolean color, boolean isWatched) {
    this.live = LiveSteps.on(err, isWatched);
    this.out = CleanOutput.of(out, live, secrets);
    this.err = CleanOutput.of(err, live, secrets);
    this.color = color;
  }

  /** Returns the values that are never shown; code that reads a credential adds it there. */
  public SecretMask secrets() {
    return secrets;
  }

  /** Returns standard output, without the secrets. */
  public PrintStream out() {
    return out;
  }

  /** Returns standard error, without the secrets. */
  public PrintStream err() {
    return err;
  }

  /** Returns whether data may be colored. */
  public boolean color() {
    return color;
  }

  /** Prints a line that the user has requested. */
  public void data(String line) {
    out.println(line);
  }

  /** Prints what the user has requested, as JSON. */
  public void json(Object value) {
    out.println(IndentedJson.text(value));
  }

  /** Prints a line about what is going on. */
  public void status(String line) {
    err.println(line);
  }

  /** Prints each message of a failure as an error. */
  public void failure(Failure failure) {
    failure.messages().forEach(message -> err.println("error: " + message.replace("\n", "\n  ")));
  }

  /**
   * Starts something that takes time.
   *
   * @param subject what it is done to, for example a cluster
   * @param name what is done
   */
  public Step step(String subject, String name) {
    return new Step(this, live, subject + ": " + name, Step.HEARTBEAT);
  }
}
