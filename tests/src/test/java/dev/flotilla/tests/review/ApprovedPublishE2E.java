package dev.flotilla.tests.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.SecretScan;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.FleetRepository;
import dev.flotilla.tests.harness.registry.TestRegistry;
import java.nio.file.Path;
import java.util.stream.Stream;
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

  @Test
  void publishesTheReviewedComponentAndNothingElse() {
    repository.commitContent("frontend", "staging", "2");
    repository.commitContent("backend", "staging", "2");
    String digest = reviewed("staging", "--component", "components/frontend");
    assertThat(Project.files(BUNDLE.resolve("artifacts")))
        .containsExactly(BUNDLE.resolve("artifacts/frontend.tar.gz"));

    assertThat(
            publish(program, digest, "--component", "components/frontend", "components/backend")
                .exited(3)
                .stderr())
        .contains("error: the bundle must have the artifact 'oci://", "/backend', got 'oci://");
    assertThat(publish(program, digest).exited(3).stderr())
        .contains("error: the bundle must have the artifact 'oci://", "/d2-fleet', got 'oci://");
    assertThat(registry.digest(FleetRepository.FRONTEND, "latest")).isEmpty();

    publish(program, digest, "--component", "components/frontend").succeeded();
    assertThat(registry.layer(FleetRepository.FRONTEND, "latest"))
        .isEqualTo(Project.sha256(Project.bytes(BUNDLE.resolve("artifacts/frontend.tar.gz"))));
    publish(program, digest, "--component", "components/frontend").succeeded();

    repository.commitContent("frontend", "staging", "3");
    String old = reviewed("staging", "--component", "components/frontend");
    String layer = registry.layer(FleetRepository.FRONTEND, "latest");
    repository.commitContent("frontend", "staging", "4");
    program.run("publish", "--component", "components/frontend").succeeded();
    repository.commitContent("frontend", "staging", "3");
    assertThat(publish(program, old, "--component", "components/frontend").exited(3).stderr())
        .containsPattern(
            "error: channel 'latest' of '.*/frontend' must be where it was in the review, sha256:[0-9a-f]{64}, got sha256:[0-9a-f]{64}; "
                + AGAIN);
    assertThat(registry.layer(FleetRepository.FRONTEND, "latest")).isNotEqualTo(layer);
  }

  private static String review(String... clusters) {
    return reviewed(
        Stream.concat(Stream.of("--plane", "artifact"), Stream.of(clusters))
            .toArray(String[]::new));
  }

  private static String reviewed(String... options) {
    Project.delete(BUNDLE);
    String[] arguments =
        Stream.concat(Stream.of("diff", "--out", BUNDLE.toString()), Stream.of(options))
            .toArray(String[]::new);
    ProcessResult review = program.run(arguments).exited(2);
    String digest = Project.sha256(Project.bytes(BUNDLE.resolve("bundle.json")));
    assertThat(review.stdout()).endsWith("approve with " + digest + "\n");
    return digest;
  }

  private static ProcessResult publish(Program program, String digest, String... options) {
    return program.run(
        Stream.concat(
                Stream.of("publish", "--plan", BUNDLE.toString(), "--approved", digest),
                Stream.of(options))
            .toArray(String[]::new));
  }
}
