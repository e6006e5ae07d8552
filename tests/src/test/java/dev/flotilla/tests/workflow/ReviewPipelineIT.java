package dev.flotilla.tests.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.PipelineJob;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import java.io.IOException;
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
    assertThat(review().succeeded().stdout()).contains("## Fleet: no changes");

    repository.commit(
        FLEET.relativize(SOURCE).toString(), Project.read(SOURCE).replace("\"2.x\"", "\"2.9.x\""));

    assertThat(review().exited(2).stdout()).contains("spec.distribution.version");
    assertThat(new PipelineJob(FLEET, "review").allowsFailure(2)).isTrue();
    assertThat(new PipelineJob(FLEET, "review").allowsFailure(1)).isFalse();
    assertThat(FLEET.resolve("review.md")).content().contains("spec.distribution.version");
  }

  private static ProcessResult review() throws IOException {
    return new PipelineJob(FLEET, "review")
        .with(MavenHome.shared().environment())
        .with(Map.of("CI", "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA", base))
        .run();
  }
}
