package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with what GitLab wants of a report on code quality. */
class CodeQualityReportTest {
  @TempDir Path repository;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectory(repository.resolve(".git"));
  }

  @Test
  void reportHasWhatGitLabShows() throws IOException {
    JsonNode entry = parsed(problem(7, "wrong")).get(0);

    assertThat(entry.get("description").asText()).isEqualTo("staging: wrong; correct it");
    assertThat(entry.get("check_name").asText()).isEqualTo("flotilla check: image");
    assertThat(entry.get("severity").asText()).isEqualTo("major");
    assertThat(entry.get("location").toString())
        .isEqualTo("{\"path\":\"components/web/web.yaml\",\"lines\":{\"begin\":7}}");
  }

  /** By it GitLab knows which are new. */
  @Test
  void aProblemThatMovesKeepsItsFingerprint() throws IOException {
    String there = fingerprint(problem(7, "wrong"));

    assertThat(fingerprint(problem(9, "wrong"))).isEqualTo(there);
    assertThat(fingerprint(problem(7, "worse"))).isNotEqualTo(there);
  }

  @Test
  void reportIsAnEmptyListWithoutProblems() {
    assertThat(report().toJson()).isEqualTo("[ ]\n");
  }

  @Test
  void replacesOnlyAnOlderReport() throws IOException {
    Path file = repository.resolve("report.json");
    report().write(file);
    report(problem(7, "wrong")).write(file);
    report(problem(8, "wrong")).write(file);
    assertThat(file).content().contains("\"begin\" : 8");

    Files.writeString(file, "[{\"check_name\": \"another tool\"}]");
    assertThatThrownBy(() -> report().write(file))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "--code-quality must be a new file or an older report of a check, got '%s', which is something else; name another file"
                .formatted(file));
    assertThat(file).content().contains("another tool");
  }

  private String fingerprint(CheckProblem problem) throws IOException {
    return parsed(problem).at("/0/fingerprint").asText();
  }

  private JsonNode parsed(CheckProblem problem) throws IOException {
    return new ObjectMapper().readTree(report(problem).toJson());
  }

  private CodeQualityReport report(CheckProblem... problems) {
    return new CodeQualityReport(
        new CheckAnswer(
            List.of(problems), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
        repository);
  }

  private static CheckProblem problem(int line, String message) {
    return new CheckProblem(
        "components/web/web.yaml",
        line,
        List.of("staging"),
        List.of("staging-1"),
        "",
        "",
        "image",
        message,
        "correct it",
        "");
  }
}
