package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.PipelineJob;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The jobs of a team's pipeline on GitLab, written and run by the program alone: there is no
 * GitLab, so that their scripts are run with the variables that it sets.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineE2E {
  private static final Path FOLDER = Project.emptyFolder("pipeline");
  private static final Path TEAM = FOLDER.resolve("apps");
  private static final String PROJECT = "acme/platform/apps";
  private static final String WEB = "acme/apps/web";
  private static final Map<String, String> LOGIN =
      Map.of("REGISTRY_USERNAME", "anybody", "REGISTRY_PASSWORD", "t0ken");
  private static final String MAIN = "refs/heads/main";

  private static ProgramServer server;
  private static FleetRepository team;
  private static RegistryClient registry;
  private static Sandbox sandbox;

  @BeforeAll
  static void writeThePipeline(@InSandbox(value = "pipeline", keyless = true) Sandbox empty)
      throws IOException {
    sandbox = empty;
    server = ProgramServer.start();
    new TeamProject(TEAM, PROJECT).writeWorkflows("GitLabFleet", sandbox, server);
    team = FleetRepository.ofProject(TEAM, PROJECT);
    team.commitContent("web", "staging", "1");
    team.commitContent("web", "production", "1");
    registry = new RegistryClient(sandbox.registry(), "anybody:");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  @Order(1)
  void publishesWhatTheBranchBuilds() {
    assertThat(
            job("publish-web", MAIN)
                .with(Map.of("CI_COMMIT_BRANCH", "main"))
                .with(LOGIN)
                .run()
                .succeeded()
                .stderr())
        .contains("web: sign: with the identity of this run");
    assertThat(registry.digest(WEB, "latest")).isPresent();
    assertThat(registry.digest(WEB, "latest-stable")).isEmpty();
  }

  @Test
  @Order(2)
  void publishesReleasesAndGoesBackToThem() {
    release("v1.0.0", Map.of());
    team.commitContent("web", "production", "2");
    release("v1.1.0", Map.of());
    assertThat(registry.digest(WEB, "latest-stable")).isEqualTo(registry.digest(WEB, "v1.1.0"));

    release("v1.1.0", Map.of("ROLLBACK_TO", "v1.0.0"));
    assertThat(registry.digest(WEB, "latest-stable"))
        .isEqualTo(registry.digest(WEB, "v1.0.0-rollback-from-v1.1.0"));
  }

  /** Without a token, as in a merge request. */
  @Test
  @Order(3)
  void reportsTheProblemsOfAMergeRequest() throws IOException {
    Path report = TEAM.resolve("gl-code-quality-report.json");
    assertThat(job("check", MAIN).run().succeeded().stderr()).contains("content: check: passed");
    assertThat(Sandbox.json(Files.readString(report))).isEmpty();

    team.write(
        "components/web/staging/more.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\ndata: {a: '${CLUSTER_NAM}'}\n");

    assertThat(job("check", MAIN).run().exited(2).stdout())
        .contains("components/web/staging/more.yaml:4: staging: a variable must be one that ");
    JsonNode problem = Sandbox.json(Files.readString(report)).get(0);
    assertThat(problem.at("/location").toString())
        .isEqualTo("{\"path\":\"components/web/staging/more.yaml\",\"lines\":{\"begin\":4}}");
  }

  private static void release(String version, Map<String, String> variables) {
    String tag = "web/" + version;
    if (variables.isEmpty()) {
      team.git("tag", tag);
    }
    job("release-web", "refs/tags/" + tag)
        .with(Map.of("CI_COMMIT_TAG", tag))
        .with(LOGIN)
        .with(variables)
        .run()
        .succeeded();
  }

  private static PipelineJob job(String name, String ref) {
    return new PipelineJob(TEAM, name)
        .with(sandbox.environment())
        .with(
            Map.of(
                "PATH",
                Sandbox.built("cosign").getParent() + ":" + System.getenv("PATH"),
                "DOCKER_CONFIG",
                FOLDER.resolve("docker").toString(),
                "CI",
                "true",
                "CI_REGISTRY",
                "registry.gitlab.com"))
        .of(sandbox, PROJECT, ref);
  }
}
