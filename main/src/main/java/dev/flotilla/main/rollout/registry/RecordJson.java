package dev.flotilla.main.rollout.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.rollout.RolloutGates;
import dev.flotilla.main.rollout.RolloutPlan;
import dev.flotilla.main.rollout.RolloutRecord;
import dev.flotilla.main.rollout.RolloutRing;
import dev.flotilla.main.rollout.RolloutState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A record as text: the same record gives the same bytes, and so the same digest. */
final class RecordJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RecordJson() {}

  /**
   * Writes a record.
   *
   * @param place the artifact and the tag that it is of: its signer signs those of others too
   */
  static String text(RolloutRecord record, String place) {
    RolloutPlan plan = record.plan();
    List<Map<String, Object>> rings =
        plan.rings().stream()
            .map(
                ring ->
                    Ordered.map(
                        "name", ring.name().value(), "tag", ring.tag(), "before", ring.before()))
            .toList();
    RolloutGates gates = plan.gates();
    Map<String, Object> fields =
        Ordered.map(
            "place", place,
            "version", plan.version(),
            "digest", plan.digest(),
            "begun", record.begun().toString(),
            "by", plan.by(),
            "state", record.state().name(),
            "rings", rings,
            "minReady", gates.minReady(),
            "errorBudget", gates.errorBudget(),
            "bake", gates.bake().toString(),
            "timeout", gates.timeout().toString(),
            "grace", gates.grace().toString());
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, texts and numbers are JSON", e);
    }
  }

  /**
   * Reads a record that somebody who may roll out has signed.
   *
   * @param malformed creates the failure for a text that is no record of {@code place}
   */
  static RolloutRecord parse(String text, String place, Function<String, Failure> malformed) {
    ForeignJson json = ForeignJson.parse(text, malformed);
    String found = json.text("place");
    if (!found.equals(place)) {
      throw malformed.apply(found.isEmpty() ? "" : ", which is of '" + found + "'");
    }
    List<RolloutRing> rings =
        json.objects("rings").stream()
            .map(
                ring ->
                    new RolloutRing(
                        new RingName(ring.text("name")), ring.text("tag"), ring.text("before")))
            .toList();
    if (rings.isEmpty() || json.text("digest").isEmpty()) {
      throw malformed.apply("");
    }
    try {
      RolloutGates gates =
          new RolloutGates(
              (int) json.number("minReady", 0),
              (int) json.number("errorBudget", 0),
              Duration.parse(json.text("bake")),
              Duration.parse(json.text("timeout")),
              Duration.parse(json.text("grace")));
      return new RolloutRecord(
          new RolloutPlan(json.text("version"), json.text("digest"), rings, gates, json.text("by")),
          Instant.parse(json.text("begun")),
          RolloutState.valueOf(json.text("state")));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw malformed.apply("");
    }
  }
}
