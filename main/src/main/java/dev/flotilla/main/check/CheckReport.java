package dev.flotilla.main.check;

import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Report;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a user reads of a check. */
public final class CheckReport {
  private CheckReport() {}

  /**
   * Prints everything that was found, and returns the exit code.
   *
   * @param form how a problem is printed
   * @throws Failure if something could not be checked
   */
  public static int print(CheckAnswer answer, Report report, Function<CheckProblem, String> form) {
    answer.problems().forEach(problem -> report.data(form.apply(problem)));
    return end(answer, report);
  }

  /** Does so, as JSON. */
  public static int printJson(CheckAnswer answer, Report report) {
    report.json(answer);
    return end(answer, report);
  }

  private static int end(CheckAnswer answer, Report report) {
    notes(answer).forEach(report::status);
    if (!answer.failures().isEmpty()) {
      throw new Failure(answer.failures());
    }
    return answer.hasProblems() ? ExitCode.ATTENTION : ExitCode.DONE;
  }

  /**
   * Prints what is not looked at.
   *
   * @throws Failure with all problems and what could not be checked, if there is any
   */
  public static void require(CheckAnswer answer, Report report) {
    notes(answer).forEach(report::status);
    if (!answer.hasPassed()) {
      throw new Failure(
          Stream.concat(
                  answer.problems().stream().map(CheckProblem::toString),
                  answer.failures().stream())
              .toList());
    }
  }

  static String summary(CheckAnswer answer) {
    int count = answer.problems().size();
    if (count > 0) {
      return count + (count == 1 ? " problem" : " problems");
    }
    return answer.hasPassed() ? "passed" : "could not check everything";
  }

  private static List<String> notes(CheckAnswer answer) {
    return Stream.of(
            answer.off().stream()
                .map(
                    off ->
                        "%s: rule '%s' is switched off for %s: %s"
                            .formatted(off.place(), off.rule(), off.object(), off.reason())),
            answer.outsideRings().stream()
                .map(moving -> "outside the rings: %s".formatted(moving.toString())),
            answer.unchecked().stream()
                .map(unchecked -> "not checked: %s".formatted(unchecked.toString())))
        .flatMap(Function.identity())
        .distinct()
        .toList();
  }
}
