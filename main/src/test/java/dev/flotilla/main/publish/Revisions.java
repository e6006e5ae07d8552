package dev.flotilla.main.publish;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.Failure;

/** Versions, and what a channel is at. */
final class Revisions {
  static VersionTag tag(String tag) {
    return VersionTag.parse(tag).orElseThrow();
  }

  static Version version(String text) {
    return Version.ofTag(text).orElseThrow();
  }

  /** Returns what a channel is at that was published from {@code revision}. */
  static ArtifactManifest at(String revision) {
    return ArtifactManifest.parse(
        "{\"annotations\": {\"org.opencontainers.image.revision\": \"" + revision + "\"}}",
        Failure::new);
  }

  static void assertRefused(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }

  private Revisions() {}
}
