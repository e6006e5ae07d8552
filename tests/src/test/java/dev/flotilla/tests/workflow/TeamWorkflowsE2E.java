package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.ActionsRunner;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The workflows of a team, written and run by the program alone: its repository has neither the
 * fleet's sources nor a token for them.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TeamWorkflowsE2E {
  private static final Path FOLDER = Project.emptyFolder("team-workflows");
  private static final Path TEAM = FOLDER.resolve("apps");
  private static final String REPOSITORY = "acme/apps";
  private static final String WEB = "acme/apps/web";
  private static final WorkflowRun PUSH =
      WorkflowRun.pushed(REPOSITORY, "push-web.yaml", "refs/heads/main");

  private static ProgramServer server;
  private static FleetRepository team;
  private static ActionsRunner runner;
  private static RegistryClient registry;

  @BeforeAll
  static void writeTheWorkflows(@InSandbox(value = "team", keyless = true) Sandbox sandbox)
      throws IOException {
    server = ProgramServer.start();
    new TeamProject(TEAM, REPOSITORY).writeWorkflows("TeamFleet", sandbox, server);
    team = FleetRepository.ofProject(TEAM, REPOSITORY);
    team.commitContent("web", "staging", "1");
    registry = new RegistryClient(sandbox.registry(), "anybody:");
    runner = new ActionsRunner(TEAM, sandbox);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void publishTheTeamsArtifactForTheFleetThatAFileDescribes() throws IOException {
    assertThat(runner.run(PUSH, Map.of()).succeeded().stdout())
        .contains("content: check: passed", "web: sign: as this workflow");
    assertThat(registry.digest(WEB, "latest")).isPresent();
  }

  @Test
  @Order(2)
  void runsNoProgramButTheNamedRelease() throws IOException {
    team.commitContent("web", "staging", "2");
    String before = registry.digest(WEB, "latest").orElseThrow();
    server.replaceProgram();
    try {
      assertThat(runner.run(PUSH, Map.of()).exited(1).stdout())
          .contains("flotilla.tar.gz: FAILED")
          .doesNotContain("web: ");
    } finally {
      server.restoreProgram();
    }
    assertThat(registry.digest(WEB, "latest")).contains(before);
  }

  @Test
  @Order(3)
  void showsTheProblemsOfAPullRequestAtTheirLines() throws IOException {
    team.git("checkout", "--quiet", "-b", "change");
    assertThat(check().succeeded().stdout()).contains("content: check: passed");

    team.commit(
        "components/web/staging/more.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\ndata: {a: '${CLUSTER_NAM}'}\n");

    assertThat(check().exited(1).stdout())
        .contains("file=components/web/staging/more.yaml,line=4,")
        .contains(
            "components/web/staging/more.yaml:4: staging: a variable must be one that the cluster has, got '${CLUSTER_NAM}'");
  }

  private static ProcessResult check() throws IOException {
    return runner.run(
        WorkflowRun.pullRequest(REPOSITORY, "check.yaml", "refs/heads/change"), Map.of());
  }
}
