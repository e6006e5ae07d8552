package dev.flotilla.main.command.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.fixture.ExampleFleet;
import dev.flotilla.fleet.fixture.Rendering;
import dev.flotilla.fleet.render.FleetWriter;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.publish.git.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions whose program copies a rendering that they have; real ones are in ReviewIT. */
class DiffAgainstRevisionTest {
  private static final String PROGRAM =
      "{\"app\": \"mkdir $CDKTF_OUTDIR && cp -R rendering $CDKTF_OUTDIR/fleet\"}";

  @TempDir Path folder;

  private final Terminal terminal = new Terminal();
  private TestRepository repository;

  @BeforeEach
  void createTheRepository() {
    repository = new TestRepository(folder);
    repository.commit("README.md", "no fleet yet");
    repository.git("tag", "v0");
    terminal.environment().put("PATH", System.getenv("PATH"));
  }

  @Test
  void comparesWithWhatTheProgramOfTheRevisionRenders() throws IOException {
    Fleet fleet = ExampleFleet.fleet();
    for (var cluster : fleet.clusters()) {
      FleetWriter.write(folder.resolve("sub/rendering"), Rendering.of(fleet, cluster));
    }
    repository.commit("sub/cdktf.json", PROGRAM);
    repository.git("rm", "-r", "--quiet", "sub/rendering");
    repository.commit("sub/cdktf.json", "{\"app\": \"exit 1\"}");

    assertThat(diff("sub", "HEAD^")).isZero();
    assertThat(terminal.data())
        .isEqualTo(
            """
            fleet artifact compared with HEAD^
            No changes. Both render to the same objects.
            """);
    assertThat(repository.git("status", "--porcelain")).isEmpty();
    assertThat(repository.git("worktree", "list").lines()).hasSize(1);
  }

  @Test
  void allClustersAreNewSinceARevisionWithoutAFleet() {
    assertThat(diff("", "v0")).isEqualTo(2);
    assertThat(terminal.data())
        .isEqualTo(
            """
            fleet artifact compared with v0, which has no cdktf.json
            + new clusters: staging, prod-eu and 2 more
            """);
  }

  @Test
  void saysWhyARevisionDoesNotRender() {
    repository.commit("cdktf.json", "{\"app\": \"echo 'error: no JDK' >&2; exit 3\"}");

    assertThat(diff("", "main")).isEqualTo(1);
    assertThat(terminal.errors())
        .endsWith(
            "error: revision 'main' must render, got exit code 3 of 'echo 'error: no JDK' >&2; exit 3' (error: no JDK); check it out and render it there, or compare with a folder\n");
    assertThat(repository.git("worktree", "list").lines()).hasSize(1);
  }

  @Test
  void refusesARevisionThatDoesNotSayHowItRenders() {
    repository.commit("cdktf.json", "{\"language\": \"java\"}");

    assertThat(diff("", "main")).isEqualTo(1);
    assertThat(terminal.errors())
        .endsWith(
            "error: revision 'main' must have a cdktf.json whose 'app' renders the fleet, got none; compare with a folder that has its rendering\n");
  }

  @Test
  void refusesWhatIsNeitherAFolderNorARevision() {
    assertThat(diff("", "--force")).isEqualTo(1);
    assertThat(diff("", "v9")).isEqualTo(1);
    assertThat(terminal.errors())
        .endsWith(
            "error: --against must be a folder with a rendering or a Git revision, got 'v9'; write a folder with 'flotilla synth --output DIR', or name a commit, a branch or a tag\n");
  }

  private int diff(String subfolder, String revision) {
    return terminal.run(
        folder.resolve(subfolder).normalize(),
        "diff --plane artifact --against=" + revision,
        ExampleFleet::fleet);
  }
}
