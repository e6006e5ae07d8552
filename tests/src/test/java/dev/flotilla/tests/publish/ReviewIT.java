package dev.flotilla.tests.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.OfflineConfig;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.WorkflowStep;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a reviewer reads of a pull request in a project as {@code flotilla init} writes it: the
 * scripts of its review.yaml, run as GitHub runs them.
 */
class ReviewIT {
  private static final Path SOURCE = Project.ROOT.resolve("tests/consumer");
  private static final Path CHART = Project.ROOT.resolve("sandbox/charts/flux-operator");
  private static final Path FOLDER = Project.emptyFolder("review");
  private static final Path CLONE = FOLDER.resolve("clone");
  private static final String CHANGES = "Show what changes in the fleet artifact and the stacks";
  private static final String PLAN = "Plan what merging it changes";

  private static MavenHome home;
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);

  private final Path runner = Project.emptyFolder("review-runner");
  private final Path summary = runner.resolve("summary.md");
  private final Path review = runner.resolve("review/review.md");
  private final Path output = runner.resolve("output");
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
    environment.put("GITHUB_OUTPUT", output.toString());
    environment.put("GITHUB_BASE_REF", "main");
    environment.put(
        "KUBECONFIG",
        Project.write(runner.resolve("kubeconfig"), OfflineConfig.kubeconfig("staging", "prod-eu"))
            .toString());
    environment.put("CLUSTERS", "staging prod-eu");
    Files.writeString(runner.resolve("variables"), "TF_VAR_registry_auth_password='t0ken'\n");
  }

  @Test
  void showsWhatChangesInTheFleetArtifactAndTheStacks() throws IOException {
    step(CHANGES).succeeded();

    assertThat(Files.readString(summary))
        .startsWith("## Fleet: 1 new cluster, 1 removed cluster\n\nCompared with `main`\n")
        .contains(
            "<code>New clusters</code> (prod-eu)", "<code>Removed clusters</code> (production)")
        .contains("\n## Stacks\n```diff\n", "/stacks/production/", "/stacks/prod-eu/")
        .endsWith("```\n")
        .doesNotContain("staging");
    assertThat(Files.readString(summary)).startsWith(Files.readString(review));
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
  void keepsWhatMergingItChangesAsABundle() throws IOException {
    environment.put("FLOTILLA_MIRROR", "registry.acme.example=http://" + registry.address());
    Project.write(review, "## Fleet: no changes\n");

    step(PLAN).succeeded();

    String digest = Project.sha256(Project.bytes(runner.resolve("review/bundle/bundle.json")));
    assertThat(Files.readString(output)).isEqualTo("digest=" + digest + "\n");
    assertThat(Files.readString(review))
        .startsWith("## Fleet: no changes\n\n---\n\nMerged, it is deployed to staging prod-eu:\n")
        .contains(
            "2 changed stacks\n",
            "<code>Stack staging</code> (create 4)",
            "<code>Stack prod-eu</code> (")
        .contains("has no artifact yet", "# helm_release.flux will be created")
        .endsWith("approve with " + digest + "\n");
    assertThat(Files.readString(review)).endsWith(Files.readString(summary));
    new SecretScan("t0ken").isNotInFilesOf(runner.resolve("review"));
  }

  @Test
  void diffFailsWhereNoPlanIsPossible() throws IOException {
    environment.put("FLOTILLA_MIRROR", "registry.acme.example=http://" + registry.address());
    Project.write(runner.resolve("kubeconfig"), OfflineConfig.kubeconfig("staging"));
    Project.write(review, "");

    assertThat(step(PLAN).exited(1).stderr()).contains("error: ", "'prod-eu'");
    assertThat(Files.readString(review)).contains("**not compared**", "prod-eu");
    assertThat(output).doesNotExist();
  }

  private ProcessResult step(String name) {
    String script = WorkflowStep.script(CLONE.resolve(".github/workflows/review.yaml"), name);
    return ProcessStarter.of("bash", "-e").args("-c", script).in(CLONE).env(environment).run();
  }
}
