package dev.flotilla.main.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.io.IOException;
import java.util.List;

/**
 * What a check has found.
 *
 * @param problems all mistakes, by file and line
 * @param off those whose rule an annotation switches off
 * @param unchecked the objects of kinds that nothing defines
 */
public record CheckAnswer(
    List<CheckProblem> problems, List<CheckProblem> off, List<CheckProblem> unchecked) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As the checker writes it. */
  private record Found(
      List<CheckProblem.Found> problems,
      List<CheckProblem.Found> off,
      List<CheckProblem.Found> unchecked) {}

  public CheckAnswer {
    problems = List.copyOf(problems);
    off = List.copyOf(off);
    unchecked = List.copyOf(unchecked);
  }

  static CheckAnswer read(byte[] json) throws IOException {
    Found found = JSON.readValue(json, Found.class);
    return new CheckAnswer(of(found.problems()), of(found.off()), of(found.unchecked()));
  }

  private static List<CheckProblem> of(List<CheckProblem.Found> found) {
    return found.stream().map(CheckProblem.Found::toProblem).toList();
  }

  /** Returns this answer with more problems, after its own. */
  CheckAnswer with(List<CheckProblem> more) {
    return new CheckAnswer(Ordered.concat(problems, more), off, unchecked);
  }

  /** Returns whether there is something to correct. */
  public boolean hasProblems() {
    return !problems.isEmpty();
  }
}
