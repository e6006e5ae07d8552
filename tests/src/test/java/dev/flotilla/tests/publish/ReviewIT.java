package dev.flotilla.tests.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.OfflineConfig;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.WorkflowStep;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a reviewer reads of a pull request in a project as {@code flotilla init} writes it: the
 * scripts of its ci.yml, run as GitHub runs them.
 */
class ReviewIT {
  private static final Path SOURCE = Project.ROOT.resolve("tests/consumer");
  private static final Path CHART = Project.ROOT.resolve("sandbox/charts/flux-operator");
  private static final Path CLONE = Project.emptyFolder("review");
  private static final String CHANGES = "Show what changes in the fleet artifact and the stacks";
  private static final String PLAN = "Show what OpenTofu would do";

  private static MavenHome home;

  private final Path runner = Project.emptyFolder("review-runner");
  private final Path summary = runner.resolve("summary.md");
  private final Map<String, String> environment = new TreeMap<>();

  /** The chart of the operator is at hand, because no registry is. */
  @BeforeAll
  static void proposeAChange() throws IOException {
    home = MavenHome.shared();
    for (Path file : Project.files(SOURCE)) {
      Path copy = CLONE.resolve(SOURCE.relativize(file));
      if (!copy.startsWith(CLONE.resolve("target"))) {
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    edit("pom.xml", "${project.basedir}/../..", Project.ROOT.toString());
    edit(
        "src/main/java/fleet/MyFleet.java",
        "return Fleet.builder(ORGANIZATION, new FluxRelease(\"2.x\", \"0.59.0\"))",
        """
        FluxRelease upstream = new FluxRelease("2.x", "0.0.0");
        java.nio.file.Path chart = java.nio.file.Path.of("%s");
        FluxRelease flux = upstream.withOperator(upstream.operator().vendored(chart));
        return Fleet.builder(ORGANIZATION, flux)
        """
            .formatted(CHART));
    git("init", "--quiet");
    commit("Add the fleet");
    edit("src/main/java/fleet/MyFleet.java", "\"production\"", "\"prod-eu\"");
    commit("Rename the production cluster");
  }

  private static void edit(String file, String from, String to) throws IOException {
    String text = Files.readString(CLONE.resolve(file));
    assertThat(text).contains(from);
    Files.writeString(CLONE.resolve(file), text.replace(from, to));
  }

  private static void commit(String message) {
    git("add", "--all");
    git("-c", "user.name=me", "-c", "user.email=me@acme.example", "commit", "-qm", message);
  }

  private static void git(String... args) {
    ProcessStarter.of("git").args(args).in(CLONE).run().succeeded();
  }

  @BeforeEach
  void prepareTheRunner() throws IOException {
    Project.delete(CLONE.resolve("cdktf.out"));
    Files.writeString(runner.resolve("tofurc"), OfflineConfig.openTofuConfig());
    environment.putAll(home.environment());
    environment.put("RUNNER_TEMP", runner.toString());
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());
    environment.put("TERRAFORM_BINARY_NAME", Sandbox.tofu().toString());
    environment.put("TF_CLI_CONFIG_FILE", runner.resolve("tofurc").toString());
    environment.put("KUBECONFIG_TEXT", "");
  }

  @Test
  void showsWhatChangesInTheFleetArtifactAndTheStacks() throws IOException {
    step(CHANGES).succeeded();

    assertThat(Files.readString(summary))
        .startsWith("## Fleet: 1 new cluster, 1 removed cluster\n")
        .contains(
            "<code>New clusters</code> (prod-eu)", "<code>Removed clusters</code> (production)")
        .contains("\n## Stacks\n```diff\n", "/stacks/production/", "/stacks/prod-eu/")
        .endsWith("```\n")
        .doesNotContain("staging");
  }

  @Test
  void comparesWithARevisionByTheProgramThatItHas() {
    ProcessResult result =
        ProcessStarter.of("./flotilla", "diff", "--against", "HEAD^")
            .in(CLONE)
            .env(home.environment())
            .run()
            .exited(2);

    assertThat(result.stdout())
        .isEqualTo(
            """
            fleet artifact compared with HEAD^
            + new cluster: prod-eu
            - removed cluster: production
            """);
  }

  @Test
  void showsWhatOpenTofuWouldDo() throws IOException {
    environment.put("KUBECONFIG_TEXT", OfflineConfig.kubeconfig("staging", "prod-eu"));

    step(PLAN).succeeded();

    assertThat(Files.readString(summary))
        .startsWith("## Plan\n```\n# staging\n")
        .contains("\n# prod-eu\n", "Plan: 4 to add, 0 to change, 0 to destroy.")
        .endsWith("```\n");
  }

  @Test
  void diffFailsWhereNoPlanIsPossible() throws IOException {
    environment.put("KUBECONFIG_TEXT", OfflineConfig.kubeconfig("staging"));

    assertThat(step(PLAN).exited(1).stderr()).contains("error: ", "'prod-eu'");
  }

  @Test
  void plansNothingWithoutAKubeconfig() throws IOException {
    assertThat(step(PLAN).succeeded().stdout())
        .isEqualTo("no secret KUBECONFIG, so nothing is planned\n");
    assertThat(summary).doesNotExist();
  }

  private ProcessResult step(String name) {
    String script = WorkflowStep.script(CLONE.resolve(".github/workflows/ci.yml"), name);
    return ProcessStarter.of("bash", "-e").args("-c", script).in(CLONE).env(environment).run();
  }
}
