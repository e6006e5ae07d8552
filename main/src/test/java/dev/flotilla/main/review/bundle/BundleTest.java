package dev.flotilla.main.review.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.report.ExitCode;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final String AGAIN = "review it again with 'flotilla diff --out'";

  @TempDir Path parent;

  private Path folder;
  private String digest;

  @BeforeEach
  void write() throws IOException {
    folder = parent.resolve("bundle");
    digest = Bundles.write(folder);
  }

  @Test
  void manifestBindsEverythingInTheBundle() throws IOException {
    assertThat(folder.resolve("bundle.json"))
        .hasContent(
            """
            {
              "version" : 1,
              "tree" : "1f7a7a472abf3dd9643fd615f6da379c4acb3e3a",
              "engine" : {
                "name" : "OpenTofu",
                "version" : "1.12.6"
              },
              "artifacts" : [ {
                "url" : "oci://ghcr.io/acme/fleet",
                "file" : "artifacts/fleet.tar.gz",
                "clusters" : [ "prod", "staging" ],
                "channels" : {
                  "latest" : "sha256:1a7e57",
                  "latest-stable" : ""
                }
              } ],
              "stacks" : [ {
                "cluster" : "prod",
                "uid" : "",
                "configuration" : "sha256:c0ffee",
                "lock" : "sha256:10c4ed",
                "variables" : { },
                "state" : {
                  "lineage" : "",
                  "serial" : 0
                },
                "ownedByFlux" : [ ]
              }, {
                "cluster" : "staging",
                "uid" : "5d6a2f0e",
                "configuration" : "sha256:c0ffee",
                "lock" : "sha256:10c4ed",
                "variables" : {
                  "TF_VAR_region" : "eu-west-1"
                },
                "state" : {
                  "lineage" : "21d3fe27",
                  "serial" : 3
                },
                "ownedByFlux" : [ "helm_release.flux" ]
              } ],
              "files" : {
                "artifacts/fleet.tar.gz" : "%s",
                "changes.json" : "%s",
                "plans/prod.lock.hcl" : "%s",
                "plans/prod.tfplan" : "%s",
                "plans/staging.lock.hcl" : "%s",
                "plans/staging.tfplan" : "%s"
              }
            }
            """
                .formatted(
                    Stream.of(
                            "artifacts/fleet.tar.gz",
                            "changes.json",
                            "plans/prod.lock.hcl",
                            "plans/prod.tfplan",
                            "plans/staging.lock.hcl",
                            "plans/staging.tfplan")
                        .map(name -> Digest.of(content(name)))
                        .toArray()));
    assertThat(digest).isEqualTo(Digest.of(content("bundle.json")));
    assertThat(Bundles.write(parent.resolve("other"))).isEqualTo(digest);
    try (Stream<Path> written = Files.list(parent)) {
      assertThat(written).containsExactlyInAnyOrder(folder, parent.resolve("other"));
    }
  }

  @Test
  void bundleOpensWhereverItIsAndWheneverItWasWritten() throws IOException {
    Path moved = Files.move(folder, parent.resolve("downloaded"));
    Files.setLastModifiedTime(moved.resolve("changes.json"), FileTime.fromMillis(0));

    Bundle bundle = Bundle.open(moved, digest);

    assertThat(bundle.plan("staging")).isEqualTo("PK plan of staging".getBytes(UTF_8));
    assertThat(bundle.lock("prod")).isEqualTo("provider \"helm\" {}\n".getBytes(UTF_8));
    assertThat(bundle.changes("staging")).containsExactly("create a.b");
    assertThat(bundle.hasChanges("staging")).isTrue();
    bundle.requireTree(Bundles.TREE);
    bundle.requireEngine(Bundles.ENGINE, Bundles.VERSION);
    bundle.requireStacks(List.of("staging", "prod"));
    bundle.requireSame(Bundles.STAGING);
    bundle.requireArtifact(Bundles.URL, Digest.of("layer".getBytes(UTF_8)), List.of("prod"));
  }

  @Test
  void refusesAnotherDigestThanTheApprovedOne() {
    String other = "sha256:" + "0".repeat(64);

    assertRefused(
        () -> Bundle.open(folder, other),
        "the bundle in '%s' must be the approved one, %s, got %s; fetch that of the approved review, or have this one approved"
            .formatted(folder, other, digest));
  }

  @Test
  void refusesFilesThatWereChangedRemovedOrAdded() throws IOException {
    Files.writeString(folder.resolve("changes.json"), "{}");
    Files.delete(folder.resolve("plans/prod.tfplan"));
    Files.writeString(folder.resolve("plans/x"), "");

    String again = "fetch the bundle of the approved review again";
    assertThat(refusal(() -> Bundle.open(folder, digest)).messages())
        .hasSize(3)
        .anyMatch(message -> message.startsWith("'changes.json' of the bundle in '" + folder))
        .contains(
            "'plans/x' of the bundle in '%s' must be as it was approved, no such file, got %s; %s"
                .formatted(folder, Digest.of(new byte[0]), again),
            "'plans/prod.tfplan' of the bundle in '%s' must be as it was approved, %s, got no such file; %s"
                .formatted(folder, Digest.of("PK plan of prod".getBytes(UTF_8)), again));
  }

  @Test
  void refusesAFileThatChangesWhileItIsUsed() throws IOException {
    Bundle bundle = Bundle.open(folder, digest);
    Files.writeString(folder.resolve("plans/staging.tfplan"), "another");

    assertRefused(
        () -> bundle.plan("staging"),
        "'plans/staging.tfplan' of the bundle in '%s' must not change while it is used, got another; fetch the bundle of the approved review again"
            .formatted(folder));
  }

  @Test
  void refusesAFolderThatIsNone() {
    assertRefused(
        () -> Bundle.open(parent, digest),
        "the folder of a bundle must have 'bundle.json', got '%s' without a readable one; name the folder that 'flotilla diff --out' has written"
            .formatted(parent));
  }

  @Test
  void refusesAnotherTreeAndAnotherEngine() {
    Bundle bundle = Bundle.open(folder, digest);

    assertRefused(
        () -> bundle.requireTree("4b825dc6"),
        "the commit checked out must have the tree that was reviewed, '%s', got '4b825dc6'; check out what was approved, or %s"
            .formatted(Bundles.TREE, AGAIN));
    assertRefused(
        () -> bundle.requireEngine("OpenTofu", "1.12.7"),
        "the plans must be applied by what made them, OpenTofu 1.12.6, got OpenTofu 1.12.7; install that version, or "
            + AGAIN);
  }

  @Test
  void refusesClustersThatWereNotPlanned() {
    assertRefused(
        () -> Bundle.open(folder, digest).requireStacks(List.of("staging", "next")),
        "cluster 'next' must be in the bundle, got a plan of 'prod', 'staging'; name one of them, or "
            + AGAIN);
  }

  @Test
  void refusesAnArtifactThatWasNotReviewedForAllWhoGetIt() {
    Bundle bundle = Bundle.open(folder, digest);
    String layer = Digest.of("layer".getBytes(UTF_8));

    assertRefused(
        () -> bundle.requireArtifact("oci://ghcr.io/other/fleet", layer, List.of()),
        "the bundle must have the artifact 'oci://ghcr.io/other/fleet', got 'oci://ghcr.io/acme/fleet'; publish from where it was reviewed, or "
            + AGAIN);
    assertThat(
            refusal(() -> bundle.requireArtifact(Bundles.URL, "sha256:00", List.of("next")))
                .messages())
        .containsExactly(
            "the layer of 'oci://ghcr.io/acme/fleet' must be the reviewed one, %s, got sha256:00; set FLOTILLA_MIRROR and the like as in the review, or %s"
                .formatted(layer, AGAIN),
            "every cluster that follows the channel must have been compared in the review, got none of 'next'; "
                + AGAIN);
  }

  @Test
  void refusesAChannelThatHasMovedSince() {
    Bundle bundle = Bundle.open(folder, digest);
    bundle.requireChannel(Bundles.URL, "latest", "sha256:1a7e57");
    bundle.requireChannel(Bundles.URL, "latest-stable", "");

    assertRefused(
        () -> bundle.requireChannel(Bundles.URL, "latest", "sha256:0a"),
        "channel 'latest' of 'oci://ghcr.io/acme/fleet' must be where it was in the review, sha256:1a7e57, got sha256:0a; "
            + AGAIN);
    assertRefused(
        () -> bundle.requireChannel(Bundles.URL, "latest-stable", "sha256:0a"),
        "channel 'latest-stable' of 'oci://ghcr.io/acme/fleet' must be where it was in the review, without an artifact, got sha256:0a; "
            + AGAIN);
  }

  @Test
  void refusesAManifestOfAnotherVersion() throws IOException {
    Path manifest = folder.resolve("bundle.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"version\" : 1,", ""));

    assertRefused(
        () -> Bundle.open(folder, Digest.of(content("bundle.json"))),
        "'bundle.json' must be a bundle's manifest of version 1, got something else at 'version'; use the version of Flotilla that has written it, or "
            + AGAIN);
  }

  @Test
  void leavesAFolderThatHasSomethingAsItIs() throws IOException {
    assertThatThrownBy(() -> Bundles.write(folder))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "--out must be a new or an empty folder, got '%s'; name another, or remove it if it is an earlier bundle"
                .formatted(folder));
    Bundle.open(folder, digest);

    Bundles.write(Files.createDirectory(parent.resolve("empty")));
  }

  @Test
  void leavesOutAPlanThatWasGivenUp() throws IOException {
    Path other = parent.resolve("other");
    try (BundleWriter writer = BundleWriter.open(other)) {
      Files.writeString(writer.plan("late"), "half");
      Bundle.open(other, writer.complete("tree", "OpenTofu", "1.12.6", new byte[0]));
    }
    assertThat(other.resolve("plans/late.tfplan")).doesNotExist();
  }

  private byte[] content(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertRefused(ThrowingCallable use, String message) {
    assertThat(refusal(use).messages()).containsExactly(message);
  }

  private static Failure refusal(ThrowingCallable use) {
    Failure failure = catchThrowableOfType(Failure.class, use);
    assertThat(failure).isNotNull();
    assertThat(failure.exitCode()).isEqualTo(ExitCode.REFUSED);
    return failure;
  }
}
