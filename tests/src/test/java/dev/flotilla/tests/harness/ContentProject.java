package dev.flotilla.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A project as {@code init --component shop} writes it, run for a user with a fresh home. */
public final class ContentProject {
  private final Path folder;
  private final MavenHome home;

  private ContentProject(Path folder, MavenHome home) {
    this.folder = folder;
    this.home = home;
  }

  /** Writes one below {@code parent}. */
  public static ContentProject init(Path parent) throws IOException {
    Path libraries = Project.ROOT.resolve("target/repository");
    assertThat(libraries).as("run 'make repository' before this test").isDirectory();
    Program.flotilla(parent)
        .run("init", "--component", "shop", "--libraries", libraries.toUri().toString())
        .succeeded();
    return new ContentProject(parent.resolve("shop"), MavenHome.shared());
  }

  public Path source() {
    return folder.resolve("src/main/java/content/MyContent.java");
  }

  /** Edits the source as README says, for an automation {@code shop-updates}. */
  public void followCharts() {
    Project.write(
        source(),
        Project.read(source())
            .replace("\"1.0.0\"))", "\"1.0.0\")).autoUpdate(\"1.x\", Duration.ofHours(6))")
            .replace("objects(release)", "objects(release).updatedBy(\"shop-updates\")")
            .replace(
                "import java.util.List;", "import java.time.Duration;\nimport java.util.List;"));
  }

  public ProcessStarter maven(String... args) {
    return home.maven(args).in(folder);
  }

  /** Runs its launcher. */
  public ProcessResult content(String... args) {
    return run(ProcessStarter.of(folder.resolve("content").toString()).args(args));
  }

  /** Runs the script with which a workflow completes what Flux has pushed, as GitHub does. */
  public ProcessResult writeVersions() {
    Path workflow = folder.resolve(".github/workflows/image-updates.yml");
    String script = WorkflowStep.script(workflow, "Write the versions into the folders");
    return run(
        ProcessStarter.of("bash", "-e", "-c", script).env(Map.of("NAME", "github-actions[bot]")));
  }

  private ProcessResult run(ProcessStarter program) {
    return program.in(folder).env(home.environment()).env(Map.of("CI", "true")).run();
  }
}
