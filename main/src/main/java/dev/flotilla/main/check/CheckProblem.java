package dev.flotilla.main.check;

import dev.flotilla.fleet.kubernetes.Suggestion;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One mistake in the content of an artifact.
 *
 * @param line in the file; 0 if it is of no single line
 * @param environments those that have it; none if it is of the repository
 * @param clusters those that have it
 * @param object the object that has it, if one does
 * @param template the file of a chart that the object comes from; then {@code file} is that of its
 *     HelmRelease
 * @param rule the name by which an annotation switches the rule off
 * @param message what is wrong, with the value
 * @param remedy what to do
 * @param reason why the rule is switched off, if it is
 */
public record CheckProblem(
    String file,
    int line,
    List<String> environments,
    List<String> clusters,
    String object,
    String template,
    String rule,
    String message,
    String remedy,
    String reason) {
  /** File by file and line by line; those of one line stay as they are. */
  static final Comparator<CheckProblem> BY_PLACE =
      Comparator.comparing(CheckProblem::file).thenComparingInt(CheckProblem::line);

  public CheckProblem {
    environments = List.copyOf(environments);
    clusters = List.copyOf(clusters);
  }

  /** As the checker writes it: a remedy may be a choice, which is taken here. */
  record Found(
      String file,
      int line,
      List<String> environments,
      List<String> clusters,
      @Nullable String object,
      @Nullable String template,
      String rule,
      String message,
      @Nullable String remedy,
      @Nullable String typed,
      @Nullable List<String> choices,
      @Nullable String others,
      @Nullable String reason) {
    CheckProblem toProblem() {
      return new CheckProblem(
          file,
          line,
          environments,
          clusters,
          text(object),
          text(template),
          rule,
          message,
          choices == null || choices.isEmpty()
              ? text(remedy)
              : Suggestion.hint(text(typed), choices, text(others)),
          text(reason));
    }

    private static String text(@Nullable String value) {
      return Objects.requireNonNullElse(value, "");
    }
  }

  boolean isSwitchedOn() {
    return reason.isEmpty();
  }

  /** Returns it with what somebody says who was asked. */
  CheckProblem because(String why) {
    return new CheckProblem(
        file,
        line,
        environments,
        clusters,
        object,
        template,
        rule,
        message + " (" + why + ")",
        remedy,
        reason);
  }

  /** Returns where it is: the file and, if it is of one, the line. */
  public String place() {
    return line == 0 ? file : file + ":" + line;
  }

  @Override
  public String toString() {
    return "%s: %s%s%s"
        .formatted(
            place(),
            environments.isEmpty() ? "" : String.join(", ", environments) + ": ",
            message,
            remedy.isEmpty() ? "" : "; " + remedy);
  }
}
