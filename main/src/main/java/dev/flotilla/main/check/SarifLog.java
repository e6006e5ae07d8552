package dev.flotilla.main.check;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.IndentedJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a check has found, as a log of SARIF 2.1.0, of which GitHub makes annotations of a pull
 * request.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF</a>
 * @see <a
 *     href="https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning">what
 *     GitHub reads of it</a>
 */
public final class SarifLog {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String TOOL = "flotilla check";
  private final CheckAnswer answer;
  private final RepositoryPaths files;
  private final List<String> rules;
  private final CheckRules descriptions = new CheckRules();

  /**
   * Describes an answer.
   *
   * @param folder the working folder, from which its files are named
   */
  public SarifLog(CheckAnswer answer, Path folder) {
    this.answer = answer;
    this.files = new RepositoryPaths(folder);
    this.rules =
        Stream.of(answer.problems(), answer.outsideRings(), answer.off())
            .flatMap(List::stream)
            .map(CheckProblem::rule)
            .distinct()
            .sorted()
            .toList();
  }

  /**
   * Writes the log, in place of an older one.
   *
   * @throws Failure if {@code file} is there and no such log
   */
  public void write(Path file) {
    new ReportFile(
            "--sarif",
            "an older log of a check",
            log -> log.at("/runs/0/tool/driver/name").asText().equals(TOOL))
        .write(file, toJson());
  }

  String toJson() {
    List<Object> results = new ArrayList<>();
    answer.problems().forEach(problem -> results.add(result(problem, "error")));
    answer.outsideRings().forEach(moving -> results.add(result(moving, "note")));
    for (CheckProblem off : answer.off()) {
      Map<String, Object> result = result(off, "error");
      result.put(
          "suppressions", List.of(Ordered.map("kind", "inSource", "justification", off.reason())));
      results.add(result);
    }
    Map<String, Object> driver =
        Ordered.map("name", TOOL, "rules", rules.stream().map(this::described).toList());
    Map<String, Object> run = Ordered.map("tool", Ordered.map("driver", driver));
    run.put(
        "invocations",
        List.of(
            Ordered.map(
                "executionSuccessful",
                answer.failures().isEmpty(),
                "toolExecutionNotifications",
                notifications())));
    run.put("results", results);
    Map<String, Object> log = Ordered.map("$schema", SCHEMA, "version", "2.1.0");
    log.put("runs", List.of(run));
    return IndentedJson.text(log) + "\n";
  }

  private Map<String, Object> described(String rule) {
    Map<String, Object> described =
        Ordered.map("id", rule, "shortDescription", text(descriptions.problem(rule)));
    described.put("help", text(descriptions.help(rule)));
    described.put("defaultConfiguration", Ordered.map("level", "error"));
    return described;
  }

  private Map<String, Object> result(CheckProblem problem, String level) {
    Map<String, Object> result =
        Ordered.map(
            "ruleId", problem.rule(), "ruleIndex", rules.indexOf(problem.rule()), "level", level);
    result.put("message", text(message(problem)));
    result.put("locations", List.of(location(problem)));
    result.put(
        "properties",
        Ordered.map("environments", problem.environments(), "clusters", problem.clusters()));
    return result;
  }

  /** What is not looked at, or could not be, is no result: nobody can correct it there. */
  private List<Object> notifications() {
    List<Object> notifications = new ArrayList<>();
    for (String failure : answer.failures()) {
      notifications.add(Ordered.map("level", "error", "message", text(failure)));
    }
    for (CheckProblem unchecked : answer.unchecked()) {
      Map<String, Object> note = Ordered.map("level", "note", "message", text(message(unchecked)));
      note.put("locations", List.of(location(unchecked)));
      notifications.add(note);
    }
    return notifications;
  }

  /** A problem of no single line is shown at the first, because GitHub wants one. */
  private Map<String, Object> location(CheckProblem problem) {
    Map<String, Object> file =
        Ordered.map("uri", files.uri(problem.file()), "uriBaseId", "%SRCROOT%");
    return Ordered.map(
        "physicalLocation",
        Ordered.map(
            "artifactLocation",
            file,
            "region",
            Ordered.map("startLine", Math.max(problem.line(), 1))));
  }

  private static String message(CheckProblem problem) {
    return problem.message() + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy());
  }

  private static Map<String, Object> text(String text) {
    return Ordered.map("text", text);
  }
}
