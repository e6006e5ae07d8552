package dev.flotilla.main.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check has found.
 *
 * @param problems all mistakes, by file and line
 * @param off those whose rule an annotation switches off
 * @param unchecked what was not looked at
 * @param charts those that were looked at, by address and digest
 * @param failures why something could not be checked
 */
public record CheckAnswer(
    List<CheckProblem> problems,
    List<CheckProblem> off,
    List<CheckProblem> unchecked,
    List<JsonNode> charts,
    List<String> failures) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the checker writes it. */
  record Found(
      List<CheckProblem.Found> problems,
      List<CheckProblem.Found> off,
      List<CheckProblem.Found> unchecked,
      List<JsonNode> charts,
      List<String> failures,
      @Nullable List<DeliveredObject.Found> objects,
      boolean unchanged) {
    static Found read(byte[] json) throws IOException {
      return JSON.readValue(json, Found.class);
    }

    CheckAnswer toAnswer() {
      return new CheckAnswer(of(problems), of(off), of(unchecked), charts, failures);
    }

    List<DeliveredObject> rendered() {
      return objects == null
          ? List.of()
          : objects.stream().map(DeliveredObject.Found::toObject).toList();
    }
  }

  public CheckAnswer {
    problems = List.copyOf(problems);
    off = List.copyOf(off);
    unchecked = List.copyOf(unchecked);
    charts = List.copyOf(charts);
    failures = List.copyOf(failures);
  }

  private static List<CheckProblem> of(List<CheckProblem.Found> found) {
    return found.stream().map(CheckProblem.Found::toProblem).toList();
  }

  /** Returns this answer with more problems, after its own. */
  CheckAnswer with(List<CheckProblem> more) {
    return new CheckAnswer(Ordered.concat(problems, more), off, unchecked, charts, failures);
  }

  /** Returns whether there is something to correct. */
  public boolean hasProblems() {
    return !problems.isEmpty();
  }

  /** Returns whether everything was checked, and nothing is wrong. */
  boolean hasPassed() {
    return problems.isEmpty() && failures.isEmpty();
  }
}
