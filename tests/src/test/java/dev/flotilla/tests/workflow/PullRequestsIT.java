package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.GitHubCommand;
import dev.flotilla.tests.harness.WorkflowStep;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The scripts of the workflows that open pull requests, on clones as GitHub checks them out. */
class PullRequestsIT {
  private static final Path FOLDER = Project.emptyFolder("pull-requests");
  private static final Path FILES =
      Project.ROOT.resolve("main/src/test/resources/dev/flotilla/main/workflow");
  private static final String STEP = "Open a pull request";

  private Path clone;
  private FleetRepository repository;
  private GitHubCommand gitHub;

  @BeforeEach
  void clonesARepository() {
    Project.delete(FOLDER);
    Path origin = FOLDER.resolve("origin.git");
    clone = FOLDER.resolve("clone");
    Project.write(clone.resolve("web.yaml"), "version: 1\n");
    repository = FleetRepository.ofProject(clone, "acme/apps");
    repository.git("init", "--quiet", "--bare", origin.toString());
    repository.git("remote", "set-url", "origin", origin.toString());
    repository.git("push", "--quiet", "origin", "main", "main:production");
    repository.git("fetch", "--quiet", "origin");
    gitHub = new GitHubCommand(FOLDER.resolve("bin"));
  }

  @Test
  void promotionListsWhatTheNextBranchDoesNotHave() {
    push("Raise the version", "main", "version: 2\n");

    promote().succeeded();
    assertThat(gitHub.changes())
        .isEqualTo(
            "pr create --head main --base production --title Promote main to production --body-file body\n");
    assertThat(gitHub.body()).matches("- Raise the version \\([0-9a-f]+\\)\n");
  }

  @Test
  void promotionIsOpenedOnce() {
    push("Raise the version", "main", "version: 2\n");
    promote().succeeded();
    String opened = gitHub.changes();

    assertThat(promote().succeeded().stdout()).isEqualTo("it is open\n");
    assertThat(gitHub.changes()).isEqualTo(opened);

    gitHub.close();
    promote().succeeded();
    assertThat(gitHub.changes()).isEqualTo(opened + opened);
  }

  @Test
  void promotionIsNotNeededWhereBothHaveTheSame() {
    String all = "'production' has all that 'main' has\n";
    assertThat(promote().succeeded().stdout()).isEqualTo(all);

    push("Raise the version", "main", "version: 2\n");
    repository.git("checkout", "--quiet", "production");
    push("Squashed", "production", "version: 2\n");
    assertThat(promote().succeeded().stdout()).isEqualTo(all);

    push("Correct it at once", "production", "version: 3\n");
    promote().succeeded();
    assertThat(gitHub.changes()).startsWith("pr create --head main --base production ");
  }

  @Test
  void promotionNeedsBothBranches() {
    repository.git("push", "--quiet", "origin", ":production");
    repository.git("fetch", "--quiet", "--prune", "origin");

    assertThat(promote().exited(1).stdout())
        .isEqualTo(
            "::error::the branch 'production' must exist, because clusters follow it; push it\n");
    assertThat(gitHub.changes()).isEmpty();
  }

  @Test
  void updatesGetAPullRequestUnlessOneIsOpen() {
    repository.git("checkout", "--quiet", "-b", "image-updates");
    push("Update images", "image-updates", "version: 2\n");
    String opened = "pr create --head image-updates --base main --fill-first\n";

    update().succeeded();
    assertThat(gitHub.changes()).isEqualTo(opened);

    assertThat(update().succeeded().stdout()).isEqualTo("it is open\n");
    assertThat(gitHub.changes()).isEqualTo(opened);

    gitHub.close();
    update().succeeded();
    assertThat(gitHub.changes()).isEqualTo(opened + opened);
  }

  private void push(String message, String branch, String text) {
    Project.write(clone.resolve("web.yaml"), text);
    repository.commit(message);
    repository.git("push", "--quiet", "origin", "HEAD:" + branch);
    repository.git("fetch", "--quiet", "origin");
  }

  private ProcessResult promote() {
    return run("git/promote.yaml", Map.of("HEAD", "main", "BASE", "production"));
  }

  private ProcessResult update() {
    return run(
        "apps/image-updates.yaml", Map.of("GITHUB_REF_NAME", "image-updates", "BASE", "main"));
  }

  private ProcessResult run(String workflow, Map<String, String> environment) {
    return ProcessStarter.of("bash", "-e", "-o", "pipefail", "-c")
        .args(WorkflowStep.script(FILES.resolve(workflow), STEP))
        .in(clone)
        .env(environment)
        .env("PATH", gitHub.folder() + ":" + System.getenv("PATH"))
        .env("RUNNER_TEMP", FOLDER.toString())
        .run();
  }
}
