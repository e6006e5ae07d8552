package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.ContentProject;
import dev.flotilla.tests.harness.project.Project;
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
  void hasItsContentWrittenAlready() {
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
}
