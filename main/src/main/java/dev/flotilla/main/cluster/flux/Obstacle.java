package dev.flotilla.main.cluster.flux;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.flotilla.main.cluster.ObjectId;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an object is not ready.
 *
 * @param object which one
 * @param isWaiting whether nothing is wrong with it yet: it waits for another one, which may have
 *     an obstacle of its own, or its controller is at work
 * @param isFinal whether trying again gives the same: something must be changed first
 */
public record Obstacle(String object, String reason, boolean isWaiting, boolean isFinal) {
  /** What a controller has refused because of what an object says, by Flux's own reasons. */
  private static final Set<String> FINAL =
      Set.of(
          "AccessDenied",
          "BuildFailed",
          "FeatureGateDisabled",
          "InvalidCELExpression",
          "InvalidProviderConfiguration",
          "InvalidSTSConfiguration",
          "URLInvalid");

  /** What the API server has refused, as Flux names its reason; a conflict would pass by itself. */
  private static final Pattern REFUSED =
      Pattern.compile("dry-run failed \\((Invalid|Forbidden|BadRequest)\\): ");

  private static final Set<String> WAITING =
      Set.of("ArtifactFailed", "DependencyNotReady", "SourceNotReady");

  private static final String UNAUTHORIZED = "unauthorized: ";
  private static final String NOT_FOUND = "not found: ";

  /** What a source says that a registry has refused; the code is the registry's own. */
  private static final String PULL_FAILED = "OCIArtifactPullFailed";

  /**
   * The error of a registry as the distribution specification has it, after the request that got
   * it. The words of a message say nothing: anybody's policy may speak of what it denies.
   */
  private static final Pattern REGISTRY_ERROR =
      Pattern.compile(
          "(?:GET|HEAD) https?://\\S+: (?:(?<code>[A-Z_]+):|unexpected status code (?<status>\\d{3}))");

  /** One that may pass by itself. */
  public Obstacle(String object, String reason, boolean isWaiting) {
    this(object, reason, isWaiting, false);
  }

  /** Returns the obstacle of an object whose controller is still at work, on {@code what}. */
  public static Obstacle waiting(ObjectId object, String what) {
    return new Obstacle(object.toString(), "waiting: " + what, true);
  }

  /** Returns the message of a condition that does not hold, after its cause in short. */
  static Obstacle of(ObjectId object, Condition condition) {
    String message = condition.message().strip();
    if (!condition.status().equals("False") || WAITING.contains(condition.reason())) {
      return waiting(object, message);
    }
    boolean refused =
        condition.reason().equals("ReconciliationFailed") && REFUSED.matcher(message).find();
    return new Obstacle(
        object.toString(),
        afterItsCause(object, condition.reason(), message),
        false,
        refused || FINAL.contains(condition.reason()));
  }

  private static String afterItsCause(ObjectId object, String reason, String message) {
    if (!object.isSource()) {
      return message;
    }
    return switch (reason) {
      case "VerificationError" -> "signature refused: " + SignatureRefusal.of(message);
      case "AuthenticationFailed" -> UNAUTHORIZED + message;
      case PULL_FAILED -> registryError(message) + message;
      default -> message;
    };
  }

  private static String registryError(String message) {
    Matcher error = REGISTRY_ERROR.matcher(message);
    if (!error.find()) {
      return "";
    }
    return switch (error.group("code") == null ? error.group("status") : error.group("code")) {
      case "UNAUTHORIZED", "DENIED", "401", "403" -> UNAUTHORIZED;
      case "MANIFEST_UNKNOWN", "NAME_UNKNOWN", "NOT_FOUND", "404" -> NOT_FOUND;
      default -> "";
    };
  }

  /** Returns it for a controller that does not try again. */
  Obstacle stalled() {
    return new Obstacle(object, reason, false, true);
  }

  /** Returns whether a source has found nothing where it fetches from. */
  public boolean isNotFound() {
    return reason.startsWith(NOT_FOUND);
  }

  @Override
  @JsonValue
  public String toString() {
    return object + ": " + reason;
  }
}
