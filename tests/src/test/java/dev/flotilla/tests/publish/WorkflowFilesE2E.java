package dev.flotilla.tests.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.ActionsRunner;
import dev.flotilla.tests.harness.GitHubCommand;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The workflow files of a project that {@code init} has written, run as GitHub runs them: each
 * publishes its own artifact, signed as that file at that ref, which production verifies.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WorkflowFilesE2E {
  private static final String REPOSITORY = "acme/fleet";
  private static final String WEB = "acme/fleet/web";

  private static Path project;
  private static FleetRepository repository;
  private static ActionsRunner runner;
  private static RegistryClient registry;
  private static Sandbox sandbox;

  @BeforeAll
  static void start(@InSandbox(value = "production", keyless = true) Sandbox production) {
    Path folder = Project.emptyFolder("workflow-files");
    project = folder.resolve("fleet");
    Program.flotilla(folder)
        .run("init", "fleet", "--registry", "ghcr.io", "--owner", "acme")
        .succeeded();
    repository = FleetRepository.ofProject(project, REPOSITORY);
    sandbox = production;
    registry = new RegistryClient(sandbox.registry(), "anybody:");
    runner = new ActionsRunner(project, sandbox).with(new GitHubCommand(folder.resolve("bin")));
  }

  @Test
  @Order(1)
  void aBranchPublishesEachArtifactAsItsOwnFile() throws IOException {
    for (String workflow : List.of("push-artifact.yaml", "push-web.yaml")) {
      assertThat(push(workflow, "refs/heads/main").succeeded().stdout())
          .contains(": sign: as this workflow");
    }
    assertThat(registry.digest(REPOSITORY, "latest")).isPresent();
    assertThat(registry.digest(WEB, "latest")).isPresent();
    assertThat(registry.digest(WEB, "latest-stable")).isEmpty();
  }

  @Test
  @Order(2)
  void releasesOfFleetAndComponentsAreWhatProductionRuns() throws IOException {
    release("release-priorities.yaml", "priorities/v1.0.0").succeeded();
    release("release-web.yaml", "web/v1.0.0").succeeded();
    release("push-artifact.yaml", "v1.0.0").succeeded();

    ProcessResult deploy =
        Program.ofProject(project)
            .against(sandbox)
            .with(MavenHome.shared().environment())
            .with("TF_VAR_registry_auth_password", "sandbox")
            .run("deploy", "production", "--timeout", "4m")
            .succeeded();
    assertThat(deploy.stdout())
        .containsPattern(" flux-system +yes .* v1\\.0\\.0@.* push-artifact.yaml@refs/tags/v\\*")
        .containsPattern(" web +yes .* web/v1\\.0\\.0@.* release-web.yaml@refs/tags/web/v\\*");
  }

  @Test
  @Order(3)
  void aRollbackThatIsStartedOnABranchIsRefused() throws IOException {
    repository.commit("components/web/base/more.yaml", "replicas: 2\n");
    release("release-web.yaml", "web/v1.1.0").succeeded();
    WorkflowRun onMain = of("release-web.yaml", "refs/heads/main").dispatched();

    assertThat(runner.run(onMain, Map.of("rollback-to", "v1.0.0")).exited(1).stdout())
        .contains(
            "error: '%s' must be signed by 'release-web.yaml' of '%s' at 'refs/tags/web/v*.*.*', got '%s'; run that workflow there, for a rollback on the tag of a release\n"
                .formatted(WEB, REPOSITORY, onMain.subject()));
    assertThat(registry.digest(WEB, "latest-stable")).isEqualTo(registry.digest(WEB, "v1.1.0"));
  }

  @Test
  @Order(4)
  void aRollbackIsStartedOnTheTagOfARelease() throws IOException {
    WorkflowRun onTag = of("release-web.yaml", "refs/tags/web/v1.1.0").dispatched();

    runner.run(onTag, Map.of("rollback-to", "v1.0.0")).succeeded();

    assertThat(registry.digest(WEB, "latest-stable"))
        .isEqualTo(registry.digest(WEB, "v1.0.0-rollback-from-v1.1.0"));
  }

  @Test
  void workflowsRunNothingInAFork() throws IOException {
    WorkflowRun fork = WorkflowRun.pushed("mallory/fleet", "push-web.yaml", "refs/heads/main");

    assertThat(runner.run(fork, Map.of()).succeeded().stdout()).doesNotContain("flotilla", "Main");
  }

  private static ProcessResult push(String workflow, String ref) throws IOException {
    return runner.run(of(workflow, ref), Map.of());
  }

  private static ProcessResult release(String workflow, String tag) throws IOException {
    repository.git("tag", tag, "main");
    return push(workflow, "refs/tags/" + tag);
  }

  private static WorkflowRun of(String workflow, String ref) {
    return WorkflowRun.pushed(REPOSITORY, workflow, ref);
  }
}
