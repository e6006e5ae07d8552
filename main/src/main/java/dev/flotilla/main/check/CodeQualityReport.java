package dev.flotilla.main.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.IndentedJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a check has found, as a report on code quality, which GitLab shows in a merge request.
 *
 * @see <a href="https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format">the
 *     format</a>
 */
public final class CodeQualityReport {
  private static final String CHECK = "flotilla check: ";
  private final List<CheckProblem> problems;
  private final RepositoryPaths files;

  /**
   * Describes an answer.
   *
   * @param folder the working folder, from which its files are named
   */
  public CodeQualityReport(CheckAnswer answer, Path folder) {
    this.problems = answer.problems();
    this.files = new RepositoryPaths(folder);
  }

  /**
   * Writes the report, in place of an older one.
   *
   * @throws Failure if {@code file} is there and no such report
   */
  public void write(Path file) {
    new ReportFile(
            "--code-quality",
            "an older report of a check",
            json ->
                json.isArray()
                    && (json.isEmpty() || json.at("/0/check_name").asText().startsWith(CHECK)))
        .write(file, toJson());
  }

  String toJson() {
    return IndentedJson.text(problems.stream().map(this::entry).toList()) + "\n";
  }

  /** One that stays where it is keeps its fingerprint when lines above it come or go. */
  private Map<String, Object> entry(CheckProblem problem) {
    String path = files.path(problem.file());
    String text = problem.toString().substring(problem.place().length() + 2);
    String identity = String.join("\n", path, problem.rule(), problem.object(), text);
    Map<String, Object> lines = Ordered.map("begin", Math.max(problem.line(), 1));
    Map<String, Object> entry = Ordered.map("description", text);
    entry.put("check_name", CHECK + problem.rule());
    entry.put("fingerprint", Digest.of(identity.getBytes(UTF_8)));
    entry.put("severity", "major");
    entry.put("location", Ordered.map("path", path, "lines", lines));
    return entry;
  }
}
