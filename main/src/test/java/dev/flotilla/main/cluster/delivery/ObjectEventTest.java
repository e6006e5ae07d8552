package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectEventTest {
  private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

  /** What was wrong before may be right by now. */
  @Test
  void ignoresEventsFromBeforeTheWait() {
    List<GenericKubernetesResource> events =
        List.of(
            event("12:01", "Warning", "new"),
            event("11:59", "Warning", "old"),
            event("12:00", "Warning", "just now"),
            event("12:02", "Normal", "fine"));

    assertThat(ObjectEvent.warnings(events, START, 8))
        .extracting(ObjectEvent::toString)
        .containsExactly("event Pod/web: Failed: just now", "event Pod/web: Failed: new");
  }

  @Test
  void keepsTheNewestEventsOnly() {
    List<GenericKubernetesResource> events =
        IntStream.range(10, 20)
            .mapToObj(minute -> event("12:" + minute, "Warning", "at " + minute))
            .toList();

    assertThat(ObjectEvent.warnings(events, START, 3))
        .extracting(ObjectEvent::message)
        .containsExactly("at 17", "at 18", "at 19");
  }

  @Test
  void readsTheTimeFromTheLatestOfFourFields() {
    GenericKubernetesResource event = event("12:00", "Warning", "x");
    event.getAdditionalProperties().remove("lastTimestamp");
    List<Instant> times = new ArrayList<>(List.of(ObjectEvent.of(event).time()));
    event.setAdditionalProperty("firstTimestamp", "2026-11-29T12:01:00Z");
    times.add(ObjectEvent.of(event).time());
    event.setAdditionalProperty("eventTime", "2026-11-29T12:02:00.123456Z");
    times.add(ObjectEvent.of(event).time());
    event.setAdditionalProperty("lastTimestamp", "2026-11-29T12:03:00Z");
    times.add(ObjectEvent.of(event).time());
    event.setAdditionalProperty("series", Map.of("lastObservedTime", "2026-11-29T12:04:00.5Z"));
    times.add(ObjectEvent.of(event).time());

    assertThat(times)
        .containsExactly(
            Instant.EPOCH,
            Instant.parse("2026-11-29T12:01:00Z"),
            Instant.parse("2026-11-29T12:02:00.123456Z"),
            Instant.parse("2026-11-29T12:03:00Z"),
            Instant.parse("2026-11-29T12:04:00.5Z"));
  }

  private static GenericKubernetesResource event(String time, String type, String message) {
    return TestFleet.event("Pod/backend/web", time, type, "Failed", message);
  }
}
