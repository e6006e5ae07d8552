package dev.flotilla.main.publish;

import dev.flotilla.main.report.Failure;

/** Manifests without content. */
final class TestManifest {
  private TestManifest() {}

  /** Returns what was published from {@code revision}. */
  static ArtifactManifest of(String revision) {
    return ArtifactManifest.parse(
        "{\"annotations\": {\"org.opencontainers.image.revision\": \"" + revision + "\"}}",
        Failure::new);
  }
}
