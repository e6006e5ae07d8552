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

/** Compares with what the schema of SARIF 2.1.0 and GitHub want. */
class SarifLogTest {
  @TempDir Path repository;
  private Path project;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectory(repository.resolve(".git"));
    project = Files.createDirectories(repository.resolve("my fleet"));
  }

  @Test
  void logHasWhatTheSchemaRequires() throws IOException {
    JsonNode log = log(problem("components/web/staging/web.yaml", 7, "image", ""));

    assertThat(log.at("/$schema").asText())
        .isEqualTo("https://json.schemastore.org/sarif-2.1.0.json");
    assertThat(log.at("/version").asText()).isEqualTo("2.1.0");
    assertThat(log.at("/runs")).hasSize(1);
    assertThat(log.at("/runs/0/tool/driver/name").asText()).isEqualTo("flotilla check");
    assertThat(log.at("/runs/0/invocations/0/executionSuccessful").asBoolean()).isTrue();
    assertThat(log.at("/runs/0/tool/driver/rules/0").toString())
        .isEqualTo(
            "{\"id\":\"image\",\"shortDescription\":{\"text\":\"an image without a version, or with"
                + " the tag latest\"},\"help\":{\"text\":\"Correct it, or switch the rule off for"
                + " one object by the annotation check.flotilla.dev/image, whose value is the"
                + " reason.\"},\"defaultConfiguration\":{\"level\":\"error\"}}");
    assertThat(log.at("/runs/0/results/0").toString())
        .isEqualTo(
            "{\"ruleId\":\"image\",\"ruleIndex\":0,\"level\":\"error\",\"message\":{\"text\":\"wrong;"
                + " correct"
                + " it\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"my%20fleet/components/web/staging/web.yaml\",\"uriBaseId\":\"%SRCROOT%\"},\"region\":{\"startLine\":7}}}],\"properties\":{\"environments\":[\"staging\"],\"clusters\":[\"staging-1\"]}}");
  }

  @Test
  void everyResultHasItsRule() throws IOException {
    JsonNode run =
        log(
                problem("a.yaml", 1, "value", ""),
                problem("b.yaml", 0, "build", ""),
                problem("c.yaml", 2, "value", ""))
            .at("/runs/0");

    assertThat(run.at("/results")).hasSize(3);
    for (JsonNode result : run.at("/results")) {
      JsonNode rule = run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt());
      assertThat(rule.get("id")).isEqualTo(result.get("ruleId"));
      assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isPositive();
    }
  }

  @Test
  void problemThatIsSwitchedOffIsSuppressedWithItsReason() throws IOException {
    CheckAnswer answer =
        answer(List.of(), List.of(problem("a.yaml", 1, "image", "it never moves")), List.of());

    assertThat(log(answer).at("/runs/0/results/0/suppressions").toString())
        .isEqualTo("[{\"kind\":\"inSource\",\"justification\":\"it never moves\"}]");
    assertThat(log(problem("a.yaml", 1, "image", "")).at("/runs/0/results/0").has("suppressions"))
        .isFalse();
  }

  @Test
  void problemThatWasNotLookedAtIsANotification() throws IOException {
    CheckAnswer answer = answer(List.of(), List.of(), List.of(problem("a.yaml", 3, "kind", "")));
    JsonNode run = log(answer).at("/runs/0");

    assertThat(run.at("/results")).isEmpty();
    assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText())
        .isEqualTo("wrong; correct it");
  }

  @Test
  void partThatFollowsNoRingIsANote() throws IOException {
    CheckProblem moving = problem("components/web/web.yaml", 3, "rings", "");

    JsonNode run =
        log(new CheckAnswer(
                List.of(), List.of(), List.of(moving), List.of(), List.of(), List.of(), List.of()))
            .at("/runs/0");

    assertThat(run.at("/results/0/level").asText()).isEqualTo("note");
    assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("rings");
    assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("rings");
  }

  @Test
  void aCheckThatFailsIsNoSuccessfulRun() throws IOException {
    CheckAnswer answer =
        new CheckAnswer(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("no registry"));

    assertThat(log(answer).at("/runs/0/invocations/0").toString())
        .isEqualTo(
            "{\"executionSuccessful\":false,\"toolExecutionNotifications\":[{\"level\":\"error\",\"message\":{\"text\":\"no"
                + " registry\"}}]}");
  }

  @Test
  void filesAreNamedFromTheRootOfTheirOwnRepository() throws IOException {
    Path other = Files.createDirectories(repository.resolve("apps"));
    Files.createDirectory(other.resolve(".git"));
    JsonNode results =
        log(
                problem("../apps/components/web/a.yaml", 1, "value", ""),
                problem(other.resolve("components/web/b.yaml").toString(), 1, "value", ""))
            .at("/runs/0/results");

    assertThat(results)
        .extracting(
            result -> result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .containsExactly("components/web/a.yaml", "components/web/b.yaml");
  }

  @Test
  void replacesOnlyAnOlderLog() throws IOException {
    SarifLog log = new SarifLog(answer(List.of(), List.of(), List.of()), project);
    Path file = repository.resolve("check.sarif");
    log.write(file);
    log.write(file);
    assertThat(file).content().isEqualTo(log.toJson());

    Files.writeString(file, "my notes\n");
    assertThatThrownBy(() -> log.write(file))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "--sarif must be a new file or an older log of a check, got '%s', which is something else; name another file"
                .formatted(file));
    assertThat(file).hasContent("my notes\n");
  }

  private JsonNode log(CheckProblem... problems) throws IOException {
    return log(answer(List.of(problems), List.of(), List.of()));
  }

  private JsonNode log(CheckAnswer answer) throws IOException {
    return new ObjectMapper().readTree(new SarifLog(answer, project).toJson());
  }

  private static CheckAnswer answer(
      List<CheckProblem> problems, List<CheckProblem> off, List<CheckProblem> unchecked) {
    return new CheckAnswer(problems, off, List.of(), unchecked, List.of(), List.of(), List.of());
  }

  private static CheckProblem problem(String file, int line, String rule, String reason) {
    return new CheckProblem(
        file,
        line,
        List.of("staging"),
        List.of("staging-1"),
        "Deployment 'web/web'",
        "",
        rule,
        "wrong",
        "correct it",
        reason);
  }
}
