package dev.flotilla.main.cluster;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;

/**
 * Why an object is not ready.
 *
 * @param object which one
 * @param isWaiting whether nothing is wrong with it yet: it waits for another one, which may have
 *     an obstacle of its own, or its controller is at work
 */
public record Obstacle(String object, String reason, boolean isWaiting) {
  private static final Set<String> WAITING =
      Set.of("ArtifactFailed", "DependencyNotReady", "SourceNotReady");

  static Obstacle waiting(ObjectId object, String what) {
    return new Obstacle(object.toString(), "waiting: " + what, true);
  }

  /** Returns what a condition that does not hold tells, after what it comes to. */
  static Obstacle of(ObjectId object, Condition condition) {
    String message = condition.message().strip();
    if (!condition.status().equals("False") || WAITING.contains(condition.reason())) {
      return waiting(object, message);
    }
    String cause = cause(condition.reason(), message.toUpperCase(Locale.ROOT));
    return new Obstacle(
        object.toString(), cause.isEmpty() ? message : cause + ": " + message, false);
  }

  private static String cause(String reason, String message) {
    if (reason.equals("VerificationError")) {
      return "signature refused";
    }
    if (message.contains("UNAUTHORIZED") || message.contains("DENIED")) {
      return "unauthorized";
    }
    if (message.contains("_UNKNOWN") || message.contains("NOT FOUND")) {
      return "not found";
    }
    return "";
  }

  @Override
  @JsonValue
  public String toString() {
    return object + ": " + reason;
  }
}
