package dev.flotilla.fleet.resolve;

import dev.flotilla.fleet.object.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A fleet breaks rules that span its values; nothing was written. */
public final class InvalidFleetException extends RuntimeException {
  private final transient List<Problem> problems;

  InvalidFleetException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Throws one for {@code problems} if there is any. */
  public static void requireNone(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidFleetException(problems);
    }
  }

  /** Returns every problem, in the order of the fleet. */
  public List<Problem> problems() {
    return problems;
  }
}
