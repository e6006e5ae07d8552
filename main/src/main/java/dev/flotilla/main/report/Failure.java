package dev.flotilla.main.report;

import java.util.List;

/**
 * Something the user has to know, in his words: what is wrong, the value, what to do.
 *
 * <p>It is shown as it stands, without a stack trace. Lines after a message's first are details.
 */
public final class Failure extends RuntimeException {
  private final transient List<String> messages;

  public Failure(String message) {
    this(List.of(message));
  }

  /** All that is wrong at once. */
  public Failure(List<String> messages) {
    super(String.join("\n", messages));
    this.messages = List.copyOf(messages);
  }

  /** Returns that of a thread that was interrupted, and leaves it so. */
  public static Failure interrupted() {
    Thread.currentThread().interrupt();
    return new Failure("interrupted");
  }

  public List<String> messages() {
    return messages;
  }
}
