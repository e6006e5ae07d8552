package dev.flotilla.tests.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A review whose fleet artifact is published later, from another commit of the same tree. */
class ApprovedPublishE2E {
  private static final Path FOLDER = Project.emptyFolder("approved-publish");
  private static final Path BUNDLE = Project.emptyFolder("approved-publish-bundle");
  private static final String AGAIN = "review it again with 'flotilla diff --out'";

  private static final FleetRepository repository = FleetRepository.ofD2(FOLDER);
  @AutoClose private static final TestRegistry registry = TestRegistry.open(FOLDER);
  private static final Program program = repository.program(registry.address());

  @Test
  void publishesWhatWasApprovedAndNothingElse() {
    String some = review("staging");
    assertThat(publish(program, some).exited(3).stderr())
        .endsWith(
            "error: every cluster that follows the channel must have been compared in the review, got none of 'update'; %s\n"
                .formatted(AGAIN));

    String digest = review();
    String tree = repository.git("rev-parse", "HEAD^{tree}");
    repository.commit("README.md", "Another fleet\n");
    assertThat(publish(program, digest).exited(3).stderr())
        .endsWith(
            "error: the commit checked out must have the tree that was reviewed, '%s', got '%s'; check out what was approved, or %s\n"
                .formatted(tree, repository.git("rev-parse", "HEAD^{tree}"), AGAIN));

    repository.git("rm", "--quiet", "README.md");
    repository.commit("As it was");
    Program mirrored =
        program.with("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address() + "/x");
    assertThat(publish(mirrored, digest).exited(3).stderr())
        .contains("error: the bundle must have the artifact 'oci://" + registry.address() + "/x/");
    assertThat(registry.digest(FleetRepository.FLEET, "latest")).isEmpty();

    ProcessResult published = publish(program, digest).succeeded();

    assertThat(published.stdout()).contains(registry.address() + "/" + FleetRepository.FLEET);
    assertThat(registry.layer(FleetRepository.FLEET, "latest"))
        .isEqualTo(Project.sha256(Project.bytes(BUNDLE.resolve("artifacts/fleet.tar.gz"))));
    publish(program, digest).succeeded();
    new SecretScan(FleetRepository.PASSWORD).isNotInFilesOf(BUNDLE);
  }

  private static String review(String... clusters) {
    Project.delete(BUNDLE);
    String[] arguments = new String[clusters.length + 5];
    System.arraycopy(
        new String[] {"diff", "--plane", "artifact", "--out", BUNDLE.toString()},
        0,
        arguments,
        0,
        5);
    System.arraycopy(clusters, 0, arguments, 5, clusters.length);
    ProcessResult review = program.run(arguments).exited(2);
    String digest = Project.sha256(Project.bytes(BUNDLE.resolve("bundle.json")));
    assertThat(review.stdout()).endsWith("approve with " + digest + "\n");
    return digest;
  }

  private static ProcessResult publish(Program program, String digest) {
    return program.run("publish", "--plan", BUNDLE.toString(), "--approved", digest);
  }
}
