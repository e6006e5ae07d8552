package dev.flotilla.main.command.review;

import dev.flotilla.main.report.Report;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.print.JsonOutput;
import dev.flotilla.main.review.print.MarkdownOutput;
import dev.flotilla.main.review.print.TerminalOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a change set is printed: for a terminal, unless another form is named. */
final class DiffForm {
  @Option(names = "--full", description = "Print everything, not only what fits a screen.")
  private boolean full;

  @ArgGroup(exclusive = false)
  private @Nullable Markdown markdown;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Options that go with {@code --markdown} only. */
  static final class Markdown {
    @Option(
        names = "--markdown",
        required = true,
        description = "Print one comment for a pull request.")
    private boolean isWanted;

    @Option(
        names = "--max-length",
        paramLabel = "N",
        converter = LengthConverter.class,
        description = {
          "How many characters it may have; by default those of GitHub. Details are left",
          "out, and dangers never."
        })
    private Integer maxLength = MarkdownOutput.MAX_LENGTH;
  }

  /** Reads a length in which all dangers find room, at least by their number. */
  static final class LengthConverter implements ITypeConverter<Integer> {
    private static final int LEAST = 2_000;

    @Override
    public Integer convert(String value) {
      if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < LEAST) {
        throw new TypeConversionException(
            "must be a number of characters from %d on, such as '%d', got '%s'"
                .formatted(LEAST, MarkdownOutput.MAX_LENGTH, value));
      }
      return Integer.valueOf(value);
    }
  }

  /**
   * Prints a change set.
   *
   * @param bundle the digest to approve, if there is one
   */
  void print(ChangeSet set, Optional<String> bundle, Report report) {
    if (json) {
      report.json(JsonOutput.of(set, bundle));
      return;
    }
    if (markdown != null && markdown.isWanted) {
      MarkdownOutput.of(set, markdown.maxLength).lines().forEach(report::data);
    } else {
      new TerminalOutput(report, full).print(set);
    }
    bundle.ifPresent(digest -> report.data("approve with " + digest));
  }
}
