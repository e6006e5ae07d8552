package dev.flotilla.main.report;

import java.util.List;

/**
 * Something the user has to know, in his words: what is wrong, the value, what to do.
 *
 * <p>It is shown as it stands, without a stack trace. Lines after a message's first are details.
 */
public final class Failure extends RuntimeException {
  private final transient List<String> messages;
  private final int exitCode;

  /** Creates a failure with one message. */
  public Failure(String message) {
    this(List.of(message));
  }

  /** Creates a failure with several messages. */
  public Failure(List<String> messages) {
    this(messages, ExitCode.ERROR);
  }

  /** Creates a failure that ends the program with another exit code than that of an error. */
  public Failure(List<String> messages, int exitCode) {
    super(String.join("\n", messages));
    this.messages = List.copyOf(messages);
    this.exitCode = exitCode;
  }

  /** Returns the failure of an interrupted thread, and keeps the thread interrupted. */
  public static Failure interrupted() {
    Thread.currentThread().interrupt();
    return new Failure("interrupted");
  }

  /** Returns the messages, each printed as an error of its own. */
  public List<String> messages() {
    return messages;
  }

  /** Returns the exit code of a program that it ends. */
  public int exitCode() {
    return exitCode;
  }
}
