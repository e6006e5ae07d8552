package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.GitHubCommand;
import dev.flotilla.tests.harness.WorkflowStep;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts by which a review becomes a comment, and is found again once it is merged. */
class ReviewCommentIT {
  private static final Path FOLDER = Project.emptyFolder("review-comment");
  private static final Path FILES =
      Project.ROOT.resolve("main/src/test/resources/dev/flotilla/main/workflow/fleet");
  private static final String DIGEST = "sha256:" + "4f1e".repeat(16);
  private static final String OTHER = "sha256:" + "0".repeat(64);
  private static final String BOT = "github-actions[bot]";

  private GitHubCommand gitHub;

  @BeforeEach
  void opensAPullRequest() {
    Project.delete(FOLDER);
    gitHub = new GitHubCommand(FOLDER.resolve("bin"));
    Project.write(FOLDER.resolve("review/review.md"), "## Fleet: 1 changed object\n");
    gitHub.comment(1, "ann", "<!-- flotilla review: run 9, bundle " + OTHER + " -->\nmine");
  }

  @Test
  void laterPushesEditTheOneComment() {
    comment("success", DIGEST).succeeded();

    assertThat(body(1))
        .isEqualTo(
            """
            <!-- flotilla review: run 41, bundle %s -->
            ## Fleet: 1 changed object

            c0ffee, [run](https://github.com/acme/fleet/actions/runs/41)
            """
                .formatted(DIGEST));

    Project.write(FOLDER.resolve("review/review.md"), "## Fleet: no changes\n");
    comment("success", "").succeeded();

    assertThat(body(1)).startsWith("<!-- flotilla review -->\n## Fleet: no changes\n");
    assertThat(gitHub.comments()).hasSize(2);
  }

  @Test
  void aCommentThatWasThereTwiceIsThereOnce() {
    gitHub.comment(5, BOT, "<!-- flotilla review -->\nolder");
    gitHub.comment(6, BOT, "another program's");
    gitHub.comment(7, BOT, "<!-- flotilla review -->\nolder");

    comment("success", DIGEST).succeeded();

    assertThat(gitHub.comments().findValuesAsText("id")).containsExactly("1", "5", "6");
    assertThat(body(1)).contains(DIGEST);
    assertThat(gitHub.changes())
        .isEqualTo(
            "api PATCH repos/acme/fleet/issues/comments/5\napi DELETE repos/acme/fleet/issues/comments/7\n");
  }

  /** What was approved before is no longer what would be deployed. */
  @Test
  void aReviewThatFailsReplacesTheDigestOfAnEarlierOne() {
    comment("success", DIGEST).succeeded();
    Project.delete(FOLDER.resolve("review"));

    comment("failure", "").succeeded();

    assertThat(body(1))
        .startsWith("<!-- flotilla review -->\n\n**The review failed**: its run says why.\n")
        .doesNotContain(DIGEST);
  }

  @Test
  void aMergeTakesTheBundleOfItsReview() {
    approve();

    assertThat(fetch("deploy.yaml").succeeded().output()).isEmpty();

    assertThat(Project.read(FOLDER.resolve("output"))).isEqualTo("digest=" + DIGEST + "\n");
    assertThat(Project.read(FOLDER.resolve("review/bundle/bundle.json"))).isEqualTo("{}");
    assertThat(Project.read(FOLDER.resolve("summary")))
        .isEqualTo("pull request 12 was approved with %s, of run 41\n".formatted(DIGEST));
  }

  /** A comment of somebody else, or its text, approves nothing. */
  @Test
  void aMergeWithoutAReviewIsDeployedByHandAndPublished() {
    gitHub.merged(12, "main");
    gitHub.comment(
        2, BOT, "<!-- flotilla review -->\n<!-- flotilla review: run 9, bundle " + OTHER + " -->");
    String none =
        "::pull request 12 must have a review with a bundle to be what was approved, got none; ";

    assertThat(fetch("deploy.yaml").exited(1).stdout())
        .isEqualTo(
            "::error" + none + "run this workflow by hand, which plans what it would change\n");
    assertThat(fetch("push-artifact.yaml").succeeded().stdout())
        .isEqualTo("::notice" + none + "so what is built now is published\n");
    assertThat(FOLDER.resolve("output")).doesNotExist();

    gitHub.merged(12, "production");
    assertThat(fetch("deploy.yaml").exited(1).stdout())
        .startsWith(
            "::error::c0ffee must come from a pull request to be what was approved, got none; ");
  }

  @Test
  void aBundleThatIsNoLongerKeptIsAnError() {
    approve();
    Project.delete(gitHub.artifacts(41));

    fetch("push-artifact.yaml").exited(1);
    assertThat(FOLDER.resolve("output")).doesNotExist();
  }

  private void approve() {
    gitHub.merged(12, "main");
    comment("success", DIGEST).succeeded();
    Project.delete(FOLDER.resolve("review"));
    Project.write(gitHub.artifacts(41).resolve("review/bundle/bundle.json"), "{}");
  }

  private String body(int index) {
    JsonNode comment = gitHub.comments().get(index);
    assertThat(comment.at("/user/login").asText()).isEqualTo(BOT);
    return comment.get("body").asText();
  }

  private ProcessResult comment(String result, String digest) {
    return run(
        "review.yaml",
        "Comment",
        Map.of("COMMIT", "c0ffee", "DIGEST", digest, "NUMBER", "12", "RESULT", result));
  }

  private ProcessResult fetch(String workflow) {
    return run(workflow, "Fetch what was approved", Map.of());
  }

  private ProcessResult run(String workflow, String step, Map<String, String> variables) {
    Map<String, String> environment = new TreeMap<>(variables);
    environment.put("GITHUB_OUTPUT", FOLDER.resolve("output").toString());
    environment.put("GITHUB_REF_NAME", "main");
    environment.put("GITHUB_REPOSITORY", "acme/fleet");
    environment.put("GITHUB_RUN_ID", "41");
    environment.put("GITHUB_SERVER_URL", "https://github.com");
    environment.put("GITHUB_SHA", "c0ffee");
    environment.put("GITHUB_STEP_SUMMARY", FOLDER.resolve("summary").toString());
    environment.put("RUNNER_TEMP", FOLDER.toString());
    environment.put("PATH", gitHub.folder() + ":" + System.getenv("PATH"));
    return ProcessStarter.of("bash", "-e", "-o", "pipefail", "-c")
        .args(WorkflowStep.script(FILES.resolve(workflow), step))
        .in(FOLDER)
        .env(environment)
        .run();
  }
}
