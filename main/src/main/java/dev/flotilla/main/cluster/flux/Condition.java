package dev.flotilla.main.cluster.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition in an object's status.
 *
 * @param observedGeneration the generation of the object that it is about, or 0
 */
public record Condition(
    String type, String status, String reason, String message, long observedGeneration) {

  static List<Condition> of(GenericKubernetesResource object) {
    @Nullable List<Map<String, Object>> conditions = object.get("status", "conditions");
    return conditions == null ? List.of() : conditions.stream().map(Condition::of).toList();
  }

  /** Returns the condition of {@code type} in an object's status, if it has one. */
  public static Optional<Condition> of(GenericKubernetesResource object, String type) {
    return of(object).stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  private static Condition of(Map<String, Object> fields) {
    return new Condition(
        text(fields, "type"),
        text(fields, "status"),
        text(fields, "reason"),
        text(fields, "message"),
        fields.get("observedGeneration") instanceof Number number ? number.longValue() : 0);
  }

  private static String text(Map<String, Object> fields, String name) {
    return String.valueOf(fields.getOrDefault(name, ""));
  }

  /** Returns whether the status is {@code True}. */
  public boolean isTrue() {
    return status.equals("True");
  }

  /** Returns its message, or its reason where it has none. */
  public String words() {
    return message.isBlank() ? reason : message.strip();
  }

  @Override
  public String toString() {
    return type + "=" + status + ", " + reason + ": " + message.strip();
  }
}
