package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.ContentProject;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code init --component} writes, built and run for a user with a fresh home. */
class OwnContentIT {
  private static final Path PROJECT = Project.emptyFolder("own-content").resolve("shop");

  private static ContentProject project;

  @BeforeAll
  static void build() throws IOException {
    project = ContentProject.init(PROJECT.getParent());
    project.maven("-B", "-q", "verify").run().succeeded();
  }

  @Test
  void runsItsOwnTest() {
    assertThat(PROJECT.resolve("target/surefire-reports/TEST-content.MyContentTest.xml"))
        .content()
        .contains("tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");
  }

  @Test
  void projectHasItsContentWrittenAlready() {
    assertThat(project.content("--check").succeeded().output())
        .isEqualTo("content: components is up to date\n");
  }

  @Test
  void writesWhatAChangeOfItsSourceChanges() throws IOException {
    String before = Files.readString(project.source());
    Path written = PROJECT.resolve("components/shop/production/helmrelease-shop.yaml");
    try {
      Files.writeString(
          project.source(), before.replace("\"replicaCount\", 2", "\"replicaCount\", 5"));

      assertThat(project.content("--check").exited(2).stdout())
          .isEqualTo("shop/production/helmrelease-shop.yaml\n");
      assertThat(project.content().succeeded().output())
          .isEqualTo(
              "shop/production/helmrelease-shop.yaml\ncontent: wrote 1 file in components\n");
      assertThat(written).content().contains("    replicaCount: 5\n");
    } finally {
      Files.writeString(project.source(), before);
      project.content().succeeded();
    }
  }

  @Test
  void reportsAMistakeWithoutATrace() throws IOException {
    String before = Files.readString(project.source());
    try {
      Files.writeString(
          project.source(), before.replace("\"replicaCount\", 2", "\"replicaCout\", 2"));

      assertThat(project.content().exited(1).output())
          .doesNotContain("\tat ")
          .endsWith(
              "error: shop/production: valuesIn must replace what the shared values have, got 'replicaCout' of HelmRelease 'shop'; did you mean 'replicaCount'?\n");
    } finally {
      Files.writeString(project.source(), before);
    }
  }

  /** Its fleet is one that has a tenant of its name. */
  @Test
  void checksItsContentForTheFleetThatIsNamed() {
    Path fleet = Project.emptyFolder("own-content-fleet");
    Program.flotilla(fleet).run("synth", "staging").succeeded();
    Project.write(
        fleet.resolve("fleet.json"),
        Project.read(fleet.resolve("cdktf.out/fleet/fleet.json"))
            .replace("frontend", "shop")
            .replace("ghcr.io/stefanprodan/charts/", "registry.acme.example/acme/charts/"));
    FleetRepository.ofProject(PROJECT, "acme/shop");

    ProcessResult check =
        project.content("check", "--no-charts", "--fleet", fleet.resolve("fleet.json").toString());

    assertThat(check.succeeded().stdout()).isEmpty();
    assertThat(check.stderr()).contains("content: check: passed");
    assertThat(project.content("check").exited(1).stderr())
        .endsWith(
            "error: a command must be run in the project of a fleet or name one, got none; where it has that option, set --fleet, or FLOTILLA_FLEET, to the fleet.json of its artifact or to the address of that\n");
  }
}
