package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code init --component} writes, built and run for a user with a fresh home. */
class OwnContentIT {
  private static final Path PROJECT = Project.emptyFolder("own-content").resolve("shop");
  private static final Path SOURCE = PROJECT.resolve("src/main/java/content/MyContent.java");

  private static MavenHome home;

  @BeforeAll
  static void build() throws IOException {
    Path libraries = Project.ROOT.resolve("target/repository");
    assertThat(libraries).as("run 'make repository' before this test").isDirectory();
    Program.flotilla(PROJECT.getParent())
        .run("init", "--component", "shop", "--libraries", libraries.toUri().toString())
        .succeeded();
    home = MavenHome.shared();
    home.maven("-B", "-q", "verify").in(PROJECT).run().succeeded();
  }

  @Test
  void runsItsOwnTest() {
    assertThat(PROJECT.resolve("target/surefire-reports/TEST-content.MyContentTest.xml"))
        .content()
        .contains("tests=\"1\" errors=\"0\" skipped=\"0\" failures=\"0\"");
  }

  @Test
  void hasItsContentWrittenAlready() {
    assertThat(content("--check").succeeded().output())
        .isEqualTo("content: components is up to date\n");
  }

  @Test
  void writesWhatAChangeOfItsSourceChanges() throws IOException {
    String before = Files.readString(SOURCE);
    Path written = PROJECT.resolve("components/shop/production/helmrelease-shop.yaml");
    try {
      Files.writeString(SOURCE, before.replace("\"replicaCount\", 2", "\"replicaCount\", 5"));

      assertThat(content("--check").exited(2).stdout())
          .isEqualTo("shop/production/helmrelease-shop.yaml\n");
      assertThat(content().succeeded().output())
          .isEqualTo(
              "shop/production/helmrelease-shop.yaml\ncontent: wrote 1 file in components\n");
      assertThat(written).content().contains("    replicaCount: 5\n");
    } finally {
      Files.writeString(SOURCE, before);
      content().succeeded();
    }
  }

  @Test
  void reportsAMistakeWithoutATrace() throws IOException {
    String before = Files.readString(SOURCE);
    try {
      Files.writeString(SOURCE, before.replace("\"replicaCount\", 2", "\"replicaCout\", 2"));

      assertThat(content().exited(1).output())
          .doesNotContain("\tat ")
          .endsWith(
              "error: shop/production: valuesIn must replace what the shared values have, got 'replicaCout' of HelmRelease 'shop'; did you mean 'replicaCount'?\n");
    } finally {
      Files.writeString(SOURCE, before);
    }
  }

  private static ProcessResult content(String... args) {
    return ProcessStarter.of(PROJECT.resolve("content").toString())
        .args(args)
        .in(PROJECT)
        .env(home.environment())
        .env(Map.of("CI", "true"))
        .run();
  }
}
