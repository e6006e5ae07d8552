package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.PipelineJob;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The review of a fleet whose project is on GitLab, as its pipeline does it. */
class ReviewPipelineIT {
  private static final Path FOLDER = Project.emptyFolder("review-pipeline");
  private static final Path FLEET = FOLDER.resolve("fleet");
  private static final Path SOURCE = FLEET.resolve("src/main/java/fleet/MyFleet.java");

  private static FleetRepository repository;
  private static String base;

  @BeforeAll
  static void moveTheFleetToGitLab() throws IOException {
    Program.flotilla(FOLDER)
        .run("init", "fleet", "--registry", "ghcr.io", "--owner", "acme")
        .succeeded();
    Project.write(
        SOURCE,
        Project.read(SOURCE)
            .replace(
                "Organization.onGitHub(\"ghcr.io\", \"acme\", \"fleet\")",
                "Organization.builder(new dev.flotilla.fleet.source.OciUrl(\"oci://ghcr.io/acme\"), \"acme/platform\").gitHost(\"gitlab.com\").build()")
            .replace("ArtifactSigner::gitHubActions", "ArtifactSigner::gitLab")
            .replace(
                "    return Fleet.builder(ORGANIZATION, new FluxRelease(\"2.x\", \"0.59.0\"))\n",
                "    return Fleet.builder(ORGANIZATION, new FluxRelease(\"2.x\", \"0.59.0\"))\n        .sync(dev.flotilla.fleet.FleetSync.artifactSignedBy(ArtifactSigner.gitLab(\"acme/platform/fleet\")))\n"));
    Program.ofProject(FLEET).with(MavenHome.shared().environment()).run("workflows").succeeded();
    repository = FleetRepository.ofProject(FLEET, "acme/platform/fleet");
    base = repository.git("rev-parse", "HEAD");
  }

  @Test
  void endsWithAWarningIfSomethingChanges() throws IOException {
    ProcessResult unchanged = review(Map.of()).succeeded();
    assertThat(unchanged.stdout())
        .contains("## Fleet: no changes\n\nCompared with `main`\n")
        .contains("no variable KUBECONFIG, so nothing is planned\n")
        .contains("no variable REVIEW_TOKEN, so the review is no note of the merge request\n");

    repository.commit(
        FLEET.relativize(SOURCE).toString(), Project.read(SOURCE).replace("\"2.x\"", "\"2.9.x\""));

    try (GitLabNotes gitLab = GitLabNotes.start()) {
      assertThat(review(gitLab).exited(2).stdout()).contains("spec.distribution.version");
      review(gitLab).exited(2);

      String notes = "/projects/4/merge_requests/12/notes";
      assertThat(gitLab.changes()).containsExactly("POST " + notes, "PUT " + notes + "/1");
      assertThat(gitLab.notes()).hasSize(2);
      assertThat(gitLab.notes().get(1).body())
          .isEqualTo("<!-- flotilla review -->\n" + Project.read(FLEET.resolve("review.md")))
          .contains("spec.distribution.version");
    }
    assertThat(new PipelineJob(FLEET, "review").allowsFailure(2)).isTrue();
    assertThat(new PipelineJob(FLEET, "review").allowsFailure(1)).isFalse();
  }

  private static ProcessResult review(GitLabNotes gitLab) {
    return review(
        Map.of(
            "CI_API_V4_URL",
            gitLab.address(),
            "CI_PROJECT_ID",
            "4",
            "CI_MERGE_REQUEST_IID",
            "12",
            "REVIEW_TOKEN",
            GitLabNotes.TOKEN));
  }

  private static ProcessResult review(Map<String, String> variables) {
    try {
      return new PipelineJob(FLEET, "review")
          .with(MavenHome.shared().environment())
          .with(Map.of("CI", "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA", base))
          .with(Map.of("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main"))
          .with(variables)
          .run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
