package dev.flotilla.main.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with what a runner of GitHub Actions reads. */
class GitHubAnnotationsTest {
  @TempDir Path repository;

  @BeforeEach
  void begin() throws IOException {
    Files.createDirectory(repository.resolve(".git"));
  }

  @Test
  void namesTheFileFromTheRootOfTheRepository() throws IOException {
    Path project = Files.createDirectory(repository.resolve("fleet"));

    assertThat(new GitHubAnnotations(project).line(problem("components/web/web.yaml", 7, "wrong")))
        .isEqualTo(
            "::error file=fleet/components/web/web.yaml,line=7,title=flotilla check%3A image::components/web/web.yaml:7: staging: wrong; correct it");
  }

  @Test
  void escapesWhatARunnerWouldReadOtherwise() {
    assertThat(
            new GitHubAnnotations(repository)
                .line(problem("a,b:c.yaml", 0, "got '100%\n::set-output::x'")))
        .isEqualTo(
            "::error file=a%2Cb%3Ac.yaml,line=1,title=flotilla check%3A image::a,b:c.yaml: staging: got '100%25%0A::set-output::x'; correct it");
  }

  private static CheckProblem problem(String file, int line, String message) {
    return new CheckProblem(
        file,
        line,
        List.of("staging"),
        List.of("staging-1"),
        "",
        "",
        "image",
        message,
        "correct it",
        "");
  }
}
