package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.ActionsRunner;
import dev.flotilla.tests.harness.GitHubCommand;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.OfflineConfig;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowRun;
import dev.flotilla.tests.harness.WorkflowStep;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
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
  private static final String VARIABLES = "TF_VAR_registry_auth_password='sandbox'";
  private static final Path FOLDER = Project.emptyFolder("deploy-workflows");
  private static final Path PROJECT = FOLDER.resolve("fleet");

  private static Sandbox sandbox;
  private static FleetRepository repository;
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
    repository = FleetRepository.ofProject(PROJECT, REPOSITORY);
    repository.git("update-ref", "refs/remotes/origin/main", "main");
    gitHub = new GitHubCommand(FOLDER.resolve("bin"));
    runner =
        new ActionsRunner(PROJECT, sandbox)
            .with(gitHub)
            .withSecret("KUBECONFIG", Project.read(kubeconfig))
            .withSecret("DEPLOY_VARIABLES", VARIABLES);
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
        .contains("released: apply: 4 added, 0 changed, 0 destroyed")
        .doesNotContain("./flotilla deploy staging");
    assertThat(sandbox.client().namespaces().withName("web").get()).isNotNull();

    assertThatItIsDoneOnce();
  }

  private void assertThatItIsDoneOnce() throws IOException {
    Path bundle = FOLDER.resolve("bundle");
    Project.delete(bundle);
    Files.move(runner.kept().resolve("bundle-production"), bundle);
    Project.write(FOLDER.resolve("variables"), VARIABLES + "\n");
    String script = WorkflowStep.script(PROJECT.resolve(".github/workflows/deploy.yaml"), "Deploy");

    ProcessResult again =
        ProcessStarter.of("bash", "-e", "-c")
            .args(script)
            .in(PROJECT)
            .env(sandbox.environment())
            .env(MavenHome.shared().environment())
            .env("APPROVED", Project.sha256(Project.bytes(bundle.resolve("bundle.json"))))
            .env("GITHUB_REF_NAME", "v1.0.0")
            .env("RUNNER_TEMP", FOLDER.toString())
            .run()
            .exited(3);

    assertThat(again.stderr())
        .contains("error: the state of cluster 'released' must be as it was planned, serial ");
    assertThat(again.stdout())
        .endsWith(
            "::error::what was approved is not what it would change now, see above; run this workflow by hand on v1.0.0, which plans it anew\n");
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

  /** Nothing listens where staging should be, so that its plan is as far as it gets. */
  @Test
  @Order(6)
  void aPullRequestIsReviewedThenPublishedAndDeployedAsApproved() throws IOException {
    Path source = PROJECT.resolve("src/main/java/fleet/MyFleet.java");
    repository.git("checkout", "--quiet", "-b", "change");
    repository.commit(
        PROJECT.relativize(source).toString(),
        Project.read(source).replace("\"2.x\"", "\"2.9.x\""));
    repository.git("checkout", "--quiet", "--detach", "main");
    repository.git("merge", "--quiet", "--no-ff", "--no-edit", "change");
    repository.git("branch", "merged");
    repository.git("checkout", "--quiet", "main");
    ActionsRunner offline =
        new ActionsRunner(PROJECT, sandbox)
            .with(gitHub)
            .withSecret("KUBECONFIG", OfflineConfig.kubeconfig("staging"))
            .withSecret("DEPLOY_VARIABLES", VARIABLES);

    offline
        .run(WorkflowRun.pullRequest(REPOSITORY, "review.yaml", "refs/heads/merged"), Map.of())
        .succeeded();

    assertThat(gitHub.comments().get(0).get("body").asText())
        .startsWith("<!-- flotilla review: run 1, bundle sha256:")
        .contains(
            "spec.distribution.version",
            "Merged, it is deployed to staging:",
            "Stack staging</code> (create 4)");

    repository.git("reset", "--quiet", "--hard", "merged");
    gitHub.merged(12, "main");
    Files.createDirectories(gitHub.artifacts(1));
    Files.move(offline.kept().resolve("review"), gitHub.artifacts(1).resolve("review"));
    assertThat(run("push-artifact.yaml", "refs/heads/main").succeeded().stdout())
        .contains("fleet: sign: as this workflow")
        .doesNotContain("so what is built now is published");
    Path layer = gitHub.artifacts(1).resolve("review/bundle/artifacts/fleet.tar.gz");
    assertThat(new RegistryClient(sandbox.registry(), "anybody:").layer(REPOSITORY, "latest"))
        .isEqualTo(Project.sha256(Project.bytes(layer)));
    assertThat(
            offline
                .run(WorkflowRun.pushed(REPOSITORY, "deploy.yaml", "refs/heads/main"), Map.of())
                .exited(1)
                .stdout())
        .contains("Job succeeded", "error: ", "https://127.0.0.1:1")
        .doesNotContain("::error::");
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
