package dev.flotilla.main.publish.registry;

import dev.flotilla.main.report.Failure;

/** Manifests without content. */
public final class TestManifest {
  private TestManifest() {}

  /** Returns what was published from {@code revision}. */
  public static ArtifactManifest of(String revision) {
    return ArtifactManifest.parse(
        "{\"annotations\": {\"org.opencontainers.image.revision\": \"" + revision + "\"}}",
        Failure::new);
  }
}
