package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.ActionsRunner;
import dev.flotilla.tests.harness.GitHubCommand;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import io.fabric8.kubernetes.client.utils.Serialization;
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
 * The workflows of a fleet's project that deploy, and that watch what was deployed: from a checkout
 * of nothing but the repository, with the state in the cluster.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployWorkflowsE2E {
  private static final String REPOSITORY = "acme/fleet";
  private static final String SECRET = "registry-auth";
  private static final Path FOLDER = Project.emptyFolder("deploy-workflows");
  private static final Path PROJECT = FOLDER.resolve("fleet");

  private static Sandbox sandbox;
  private static ActionsRunner runner;
  private static GitHubCommand gitHub;

  @BeforeAll
  static void releaseTheFleet(@InSandbox(value = "released", keyless = true) Sandbox empty)
      throws IOException {
    sandbox = empty;
    Program.flotilla(FOLDER)
        .run("init", "fleet", "--registry", "ghcr.io", "--owner", "acme")
        .succeeded();
    Path source = PROJECT.resolve("src/main/java/fleet/MyFleet.java");
    Path kubeconfig = Path.of(sandbox.environment().get("KUBECONFIG"));
    Project.write(
        source,
        Project.read(source)
            .replace(
                "workload(\"production\", PRODUCTION)",
                "workload(\"released\", PRODUCTION).state(dev.flotilla.fleet.state.State.kubernetes(dev.flotilla.fleet.access.ClusterAccess.kubeconfig(\"%s\", \"released\"), \"default\"))"
                    .formatted(kubeconfig)));
    Program.ofProject(PROJECT).with(MavenHome.shared().environment()).run("workflows").succeeded();
    FleetRepository repository = FleetRepository.ofProject(PROJECT, REPOSITORY);
    repository.git("update-ref", "refs/remotes/origin/main", "main");
    gitHub = new GitHubCommand(FOLDER.resolve("bin"));
    runner =
        new ActionsRunner(PROJECT, sandbox)
            .with(gitHub)
            .withSecret("KUBECONFIG", Project.read(kubeconfig))
            .withSecret("DEPLOY_VARIABLES", "TF_VAR_registry_auth_password='sandbox'");
    for (List<String> release :
        List.of(
            List.of("release-priorities.yaml", "priorities/v1.0.0"),
            List.of("release-web.yaml", "web/v1.0.0"),
            List.of("push-artifact.yaml", "v1.0.0"))) {
      repository.git("tag", release.get(1), "main");
      run(release.get(0), "refs/tags/" + release.get(1)).succeeded();
    }
  }

  @Test
  @Order(1)
  void aReleaseIsDeployedToTheEnvironmentThatTakesReleases() throws IOException {
    ProcessResult deploy = deploy().succeeded();

    assertThat(deploy.stdout())
        .containsPattern(" web +yes .* web/v1\\.0\\.0@")
        .doesNotContain("./flotilla deploy staging");
    assertThat(sandbox.client().namespaces().withName("web").get()).isNotNull();
  }

  @Test
  @Order(2)
  void nothingIsReportedWhereTheClusterIsAsItWasDeployed() throws IOException {
    drift().succeeded();

    assertThat(gitHub.changes()).isEmpty();
  }

  @Test
  @Order(3)
  void driftKeepsOneIssueUntilItIsGone() throws IOException {
    sandbox.client().secrets().inNamespace("flux-system").withName(SECRET).delete();

    drift().succeeded();
    assertThat(gitHub.changes())
        .isEqualTo("issue create --title Drift in production --body-file drift.md\n");
    assertThat(gitHub.body()).contains("registry_auth");

    drift().succeeded();
    assertThat(gitHub.changes()).endsWith("issue edit 7 --body-file drift.md\n");

    deploy().succeeded();
    drift().succeeded();
    assertThat(gitHub.changes())
        .endsWith("issue close 7 --comment The clusters are as they were deployed again.\n");
  }

  @Test
  @Order(4)
  void aClusterThatCannotBeReachedIsNoDrift() throws IOException {
    String before = gitHub.changes();

    run("drift.yaml", "refs/heads/main", "--matrix", "environment:staging").exited(1);

    assertThat(gitHub.changes()).isEqualTo(before);
  }

  /** With what Atlantis and Jenkins set; neither is here. */
  @Test
  @Order(5)
  void otherSystemsRunTheCommandsThatTheirPageShows() throws IOException {
    Document page = Document.of("docs/ci.md");
    JsonNode steps =
        Serialization.unmarshal(page.fences("yml").get(0), JsonNode.class)
            .at("/workflows/flotilla");

    assertThat(shell(steps.at("/plan/steps/0/run").asText()).succeeded().output())
        .contains("released: diff: no changes");
    shell(steps.at("/apply/steps/0/run").asText()).succeeded();

    String review = Document.find("(?s)sh \'\'\'(.*?)\'\'\'", page.text()).get(0);
    shell(review).succeeded();
    assertThat(PROJECT.resolve("review.md")).content().startsWith("## Fleet: no changes\n");
  }

  private static ProcessResult shell(String script) throws IOException {
    return ProcessStarter.of("sh", "-e", "-c")
        .args(script)
        .in(PROJECT)
        .env(sandbox.environment())
        .env(MavenHome.shared().environment())
        .env("TF_VAR_registry_auth_password", "sandbox")
        .env("PROJECT_NAME", "released")
        .env("CHANGE_TARGET", "main")
        .env("WORKSPACE_TMP", FOLDER.resolve("tmp").toString())
        .run();
  }

  private static ProcessResult deploy() throws IOException {
    return run("deploy.yaml", "refs/tags/v1.0.0");
  }

  private static ProcessResult drift() throws IOException {
    return run("drift.yaml", "refs/heads/main", "--matrix", "environment:production");
  }

  private static ProcessResult run(String workflow, String ref, String... options)
      throws IOException {
    WorkflowRun pushed = WorkflowRun.pushed(REPOSITORY, workflow, ref);
    return runner.run(
        workflow.equals("drift.yaml") ? pushed.dispatched() : pushed, Map.of(), options);
  }
}
