package dev.flotilla.fleet.render;

import dev.flotilla.fleet.object.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Content breaks rules, or its folder has files of others; nothing was written. */
public final class InvalidContentException extends RuntimeException {
  private final transient List<Problem> problems;

  InvalidContentException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Returns every problem, in the order of the content. */
  public List<Problem> problems() {
    return problems;
  }
}
