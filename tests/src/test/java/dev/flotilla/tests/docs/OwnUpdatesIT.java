package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.ContentProject;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A project as {@code init --component} writes it, whose chart is updated as its README says, built
 * for a user with a fresh home and without a network; what Flux pushes is pushed by hand.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnUpdatesIT {
  private static final Path PROJECT = Project.emptyFolder("own-updates").resolve("shop");
  private static final Path REMOTE = PROJECT.resolveSibling("shop.git");
  private static final Path VERSIONS = PROJECT.resolve("components/versions.yaml");
  private static final String MARKED =
      "  shop: \"1.0.0\" # {\"$imagepolicy\": \"shop-updates:shop:tag\"}\n";

  private static ContentProject project;

  @BeforeAll
  static void followTheReadme() throws IOException {
    project = ContentProject.init(PROJECT.getParent());
    project.followCharts();
  }

  @Test
  @Order(1)
  void getsAMarkerAndPoliciesAndKeepsItsFolders() {
    assertThat(project.content("--check").exited(2).stdout())
        .isEqualTo("versions.yaml\n../update-policies/charts.yaml\n");

    project.content().succeeded();

    assertThat(VERSIONS).content().endsWith("data:\n" + MARKED);
    assertThat(PROJECT.resolve("update-policies/charts.yaml"))
        .content()
        .contains("kind: ImageRepository\nmetadata:\n  name: shop\n  namespace: shop-updates\n")
        .contains("kind: ImagePolicy\nmetadata:\n  name: shop\n  namespace: shop-updates\n")
        .endsWith("      range: 1.x\n");
  }

  @Test
  @Order(2)
  void completesWhatUpdateAutomationPushes() {
    git(PROJECT.getParent(), "init", "--quiet", "--bare", REMOTE.toString());
    git(PROJECT, "init", "--quiet", "--initial-branch", "main");
    commit("Add the content");
    git(PROJECT, "remote", "add", "origin", REMOTE.toString());
    git(PROJECT, "push", "--quiet", "origin", "main");
    git(PROJECT, "checkout", "--quiet", "-b", "image-updates");
    Project.write(VERSIONS, Project.read(VERSIONS).replace("1.0.0", "1.5.0"));
    commit("Update images");

    project.writeVersions().succeeded();

    assertThat(git(REMOTE, "log", "--format=%s", "image-updates"))
        .isEqualTo("Write the new versions\nUpdate images\nAdd the content\n");
    for (String environment : new String[] {"staging", "production"}) {
      String file = "components/shop/" + environment + "/helmrelease-shop.yaml";
      assertThat(git(REMOTE, "show", "image-updates:" + file)).contains("    tag: 1.5.0\n");
    }
    assertThat(git(REMOTE, "show", "image-updates:components/versions.yaml"))
        .endsWith(MARKED.replace("1.0.0", "1.5.0"));
  }

  @Test
  @Order(3)
  void pushesNothingMoreWhenAllIsWritten() {
    project.writeVersions().succeeded();

    assertThat(git(REMOTE, "log", "--format=%s", "image-updates"))
        .isEqualTo("Write the new versions\nUpdate images\nAdd the content\n");
  }

  @Test
  @Order(4)
  void passesItsOwnTestWithTheNewVersion() {
    project.maven("-B", "-q", "verify").run().succeeded();
  }

  @Test
  @Order(5)
  void refusesAFileThatFluxWouldWriteAnew() {
    String before = Project.read(VERSIONS);
    Project.write(VERSIONS, before.replace("\"1.5.0\"", "1.5.0"));
    try {
      assertThat(project.content().exited(1).output())
          .doesNotContain("\tat ")
          .endsWith(
              "error: versions.yaml: line 7 must be a name and its version in double quotes, got '  shop: 1.5.0 # {\"$imagepolicy\": \"shop-updates:shop:tag\"}'; write '  shop: \"1.5.0\"'\n");
    } finally {
      Project.write(VERSIONS, before);
    }
  }

  private static void commit(String message) {
    git(PROJECT, "add", "--all");
    git(
        PROJECT,
        "-c",
        "user.name=me",
        "-c",
        "user.email=me@acme.example",
        "commit",
        "-qm",
        message);
  }

  private static String git(Path folder, String... args) {
    return ProcessStarter.of("git").args(args).in(folder).run().succeeded().stdout();
  }
}
