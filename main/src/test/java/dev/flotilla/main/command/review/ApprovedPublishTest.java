package dev.flotilla.main.command.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.Fleet;
import dev.flotilla.fleet.FleetSync;
import dev.flotilla.fleet.Organization;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.flux.FluxRelease;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.main.command.Terminal;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.git.TestRepository;
import dev.flotilla.main.publish.registry.MemoryRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet artifact from its review to its channel; deploys are in the black-box tests. */
class ApprovedPublishTest {
  private static final Organization ACME =
      Organization.builder(new OciUrl("oci://ghcr.io/acme/apps"), "acme")
          .fleetRepository("web")
          .build();
  private static final String AGAIN = "review it again with 'flotilla diff --out'";

  @TempDir Path parent;

  private final Terminal terminal = new Terminal();
  private Path folder;
  private Path bundle;
  private MemoryRegistry registry;
  private TestRepository repository;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createDirectory(parent.resolve("fleet"));
    bundle = parent.resolve("bundle");
    repository = new TestRepository(folder);
    repository.commit("README.md", "A fleet\n");
    registry = new MemoryRegistry();
    terminal.environment().put("FLOTILLA_MIRROR", "ghcr.io=http://" + registry.address());
    terminal.environment().put("DOCKER_CONFIG", parent.toString());
    terminal.environment().put("PATH", System.getenv("PATH"));
    terminal.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    terminal.environment().put("GIT_CONFIG_SYSTEM", "/dev/null");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void publishesTheReviewedArtifact() throws IOException {
    String digest = review("");

    assertThat(publish(digest)).isZero();

    assertThat(terminal.data())
        .contains("\napprove with " + digest + "\n")
        .contains(registry.address() + "/acme/apps/web");
  }

  @Test
  void printsTheDigestInAReviewOfAnyForm() throws IOException {
    String digest = review("");
    Files.move(bundle, parent.resolve("first"));

    review(" --markdown");
    assertThat(terminal.data()).endsWith("\napprove with " + digest + "\n");
    Files.move(bundle, parent.resolve("second"));

    review(" --json");
    assertThat(terminal.data()).endsWith("],\n  \"bundle\" : \"" + digest + "\"\n}\n");
    assertThat(bundle.resolve("changes.json"))
        .content()
        .startsWith("{\n  \"version\" : 1,\n")
        .doesNotContain("\"bundle\"");
  }

  @Test
  void bundleIsPublishedFromAnotherCommitOfTheSameTree() throws IOException {
    String digest = review("");
    repository.git("commit", "--quiet", "--allow-empty", "--message", "Merge");

    assertThat(publish(digest)).isZero();
  }

  @Test
  void refusesAnotherTree() throws IOException {
    String digest = review("");
    String tree = repository.git("rev-parse", "HEAD^{tree}");
    repository.write("README.md", "Another\n");

    assertThat(publish(digest)).isEqualTo(3);
    repository.commit("README.md", "Another\n");
    assertThat(publish(digest)).isEqualTo(3);

    String error =
        "error: the commit checked out must have the tree that was reviewed, '%s', got '%s'; check out what was approved, or %s\n";
    assertThat(terminal.errors())
        .contains(error.formatted(tree, "uncommitted changes", AGAIN))
        .endsWith(error.formatted(tree, repository.git("rev-parse", "HEAD^{tree}"), AGAIN));
    assertNothingIsPublished();
  }

  @Test
  void refusesWhatTheSameTreeRendersDifferentlyHere() throws IOException {
    String digest = review("");

    assertThat(publish(digest, fleet("staging", "next", "third"))).isEqualTo(3);
    assertThat(terminal.errors())
        .contains("error: the layer of 'oci://" + registry.address() + "/acme/apps/web' must be")
        .endsWith(
            "error: every cluster that follows the channel must have been compared in the review, got none of 'third'; %s\n"
                .formatted(AGAIN));
    assertNothingIsPublished();
  }

  @Test
  void refusesAChannelOfWhichNotEveryClusterWasReviewed() throws IOException {
    String digest = review(" staging");

    assertThat(publish(digest)).isEqualTo(3);
    assertThat(terminal.errors())
        .endsWith(
            "error: every cluster that follows the channel must have been compared in the review, got none of 'next'; %s\n"
                .formatted(AGAIN));
    assertNothingIsPublished();
  }

  @Test
  void refusesAChannelThatHasMovedSince() throws IOException {
    String digest = review("");
    assertThat(terminal.run(folder, "publish", () -> fleet("staging"))).isZero();

    assertThat(publish(digest)).isEqualTo(3);
    assertThat(terminal.errors())
        .containsPattern(
            "error: channel 'latest' of 'oci://%s/acme/apps/web' must be where it was in the review, without an artifact, got sha256:[0-9a-f]{64}; %s\n$"
                .formatted(registry.address(), AGAIN));
  }

  @Test
  void secondPublishOfABundleChangesNothing() throws IOException {
    String digest = review("");

    assertThat(publish(digest)).isZero();
    assertThat(publish(digest)).isZero();
    assertThat(terminal.errors()).contains("unchanged: latest is at ");
  }

  @Test
  void writesNoBundleOfWhatCouldNotBeCompared() {
    registry.close();

    assertThat(diff("")).isEqualTo(1);
    assertThat(terminal.errors())
        .endsWith(
            "warning: no bundle was written, because nothing could be compared; fix that, and run the command again\n");
    assertThat(terminal.data()).doesNotContain("approve with");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void writesNoBundleOfWhatIsNotCommitted() {
    repository.write("README.md", "Another\n");

    assertThat(diff("")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: what is approved must be a commit, got uncommitted changes in '%s'; commit or stash them\n"
                .formatted(folder));
    assertThat(bundle).doesNotExist();
  }

  @Test
  void bundleIsWrittenWhereItIsNoChangeOfTheTree() {
    bundle = folder.resolve("bundle");
    assertThat(diff("")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: --out must be outside of the Git repository or ignored by it, because it has no commit, got '%s'; name another folder, or add it to .gitignore\n"
                .formatted(bundle));

    repository.commit(".gitignore", "/bundle/\n");
    assertThat(diff("")).isEqualTo(2);
    assertThat(publish(digest())).isZero();
  }

  @Test
  void comparesWithWhatIsLive() {
    assertThat(diff(" --against out")).isEqualTo(1);
    assertThat(terminal.errors())
        .isEqualTo(
            "error: --out must come without --against, because what is approved changes the fleet that is live, got '%s'; drop one of them\n"
                .formatted(bundle));
  }

  @Test
  void takesNoRollback() throws IOException {
    String digest = review("");

    assertThat(publish(digest + " --rollback-to v1.2.3")).isEqualTo(1);
    assertThat(terminal.errors())
        .endsWith(
            "error: --plan must be for new artifacts, those that a bundle has, got '--rollback-to'; drop one of them\n");
  }

  @Test
  void wantsTheDigestThatWasApproved() {
    assertThat(publish("4f1e")).isEqualTo(1);
    assertThat(terminal.errors())
        .contains(
            "error: invalid value for option '--approved': must be 'sha256:' and 64 digits, as 'diff --out' has printed them, got '4f1e'");
    assertThat(terminal.run(folder, "publish --plan x", () -> fleet("staging"))).isEqualTo(1);
    assertThat(terminal.errors()).contains("--approved");
  }

  private void assertNothingIsPublished() throws IOException {
    terminal.run(folder, "diff --plane artifact", () -> fleet("staging", "next"));
    assertThat(terminal.data()).endsWith(" has no artifact yet; publish the fleet\n");
  }

  private String review(String options) throws IOException {
    assertThat(diff(options)).isEqualTo(2);
    return digest();
  }

  private int diff(String options) {
    return terminal.run(
        folder,
        "diff" + options + " --plane artifact --out " + bundle,
        () -> fleet("staging", "next"));
  }

  private String digest() {
    try {
      return Digest.of(Files.readAllBytes(bundle.resolve("bundle.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int publish(String digest) {
    return publish(digest, fleet("staging", "next"));
  }

  private int publish(String digest, Fleet fleet) {
    return terminal.run(folder, "publish --plan " + bundle + " --approved " + digest, () -> fleet);
  }

  private static Fleet fleet(String... clusters) {
    Fleet.Builder fleet =
        Fleet.builder(ACME, new FluxRelease("2.x", "0.59.0")).sync(FleetSync.unsignedArtifact());
    for (String cluster : clusters) {
      fleet.addCluster(Cluster.workload(cluster, Environment.STAGING).build());
    }
    return fleet.build();
  }
}
