package dev.flotilla.main.cluster.delivery;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a controller has reported of an object.
 *
 * @param time when it did so last
 * @param object kind and name
 */
record ObjectEvent(Instant time, boolean isWarning, String object, String reason, String message) {
  /** Where events of either API, and series of them, have the time. */
  private static final List<List<String>> TIMES =
      List.of(
          List.of("series", "lastObservedTime"),
          List.of("lastTimestamp"),
          List.of("eventTime"),
          List.of("firstTimestamp"));

  static ObjectEvent of(GenericKubernetesResource event) {
    return new ObjectEvent(
        TIMES.stream()
            .map(field -> text(event, field.toArray()))
            .filter(time -> !time.isEmpty())
            .map(time -> OffsetDateTime.parse(time).toInstant())
            .findFirst()
            .orElse(Instant.EPOCH),
        text(event, "type").equals("Warning"),
        text(event, "involvedObject", "kind") + "/" + text(event, "involvedObject", "name"),
        text(event, "reason"),
        text(event, "message").strip());
  }

  /** Returns the newest one. */
  static Optional<ObjectEvent> newest(List<GenericKubernetesResource> events) {
    return events.stream().map(ObjectEvent::of).max(Comparator.comparing(ObjectEvent::time));
  }

  /**
   * Returns the last warnings, the newest last.
   *
   * @param since from when on one is news: what was wrong before may be right by now
   */
  static List<ObjectEvent> warnings(
      List<GenericKubernetesResource> events, Instant since, int limit) {
    List<ObjectEvent> warnings =
        events.stream()
            .map(ObjectEvent::of)
            .filter(ObjectEvent::isWarning)
            .filter(event -> !event.time().isBefore(since))
            .sorted(Comparator.comparing(ObjectEvent::time))
            .toList();
    return warnings.subList(Math.max(0, warnings.size() - limit), warnings.size());
  }

  private static String text(GenericKubernetesResource object, Object... path) {
    @Nullable Object value = object.get(path);
    return value == null ? "" : value.toString();
  }

  @Override
  public String toString() {
    return "event %s: %s: %s".formatted(object, reason, message);
  }
}
