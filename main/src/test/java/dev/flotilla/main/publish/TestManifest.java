package dev.flotilla.main.publish;

import com.fasterxml.jackson.core.JsonProcessingException;

/** Manifests without content. */
final class TestManifest {
  private TestManifest() {}

  /** Returns what was published from {@code revision}. */
  static ArtifactManifest of(String revision) {
    try {
      return ArtifactManifest.parse(
          "{\"annotations\": {\"org.opencontainers.image.revision\": \"" + revision + "\"}}");
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
