package dev.flotilla.main.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.constructs.kubernetes.Ordered;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an artifact consists of, and what it was built from.
 *
 * @param json the manifest, byte by byte what its digest is made of
 * @param layer the digest of its content; empty if it has none
 * @param revision the Git revision that it was built from, as Flux shows it; empty if it tells none
 */
record ArtifactManifest(String json, String digest, String layer, String revision) {
  /** An empty configuration: all that Flux wants to know is in the annotations. */
  static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG_TYPE = "application/vnd.cncf.flux.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.cncf.flux.content.v1.tar+gzip";
  private static final String ANNOTATION = "org.opencontainers.image.";

  /**
   * Returns the manifest of a folder; equal arguments give an equal one.
   *
   * @param created the time of the commit
   * @param source where that is, if it is anywhere
   */
  static ArtifactManifest of(
      PackedFolder folder, Instant created, String revision, Optional<String> source) {
    Map<String, String> annotations = new TreeMap<>();
    annotations.put(ANNOTATION + "created", created.toString());
    annotations.put(ANNOTATION + "revision", revision);
    source.ifPresent(url -> annotations.put(ANNOTATION + "source", url));
    Map<String, Object> manifest = Ordered.map("schemaVersion", 2, "mediaType", MEDIA_TYPE);
    manifest.put("config", descriptor(CONFIG_TYPE, Digest.of(CONFIG), CONFIG.length));
    manifest.put(
        "layers", List.of(descriptor(LAYER_TYPE, folder.digest(), folder.content().length)));
    manifest.put("annotations", annotations);
    try {
      return parse(JSON.writeValueAsString(manifest));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, texts and numbers are JSON", e);
    }
  }

  private static Map<String, Object> descriptor(String mediaType, String digest, int size) {
    return Ordered.map("mediaType", mediaType, "digest", digest, "size", size);
  }

  /** Reads a manifest of whatever origin. */
  static ArtifactManifest parse(String json) throws JsonProcessingException {
    JsonNode manifest = JSON.readTree(json);
    return new ArtifactManifest(
        json,
        Digest.of(json.getBytes(StandardCharsets.UTF_8)),
        manifest.path("layers").path(0).path("digest").asText(),
        manifest.path("annotations").path(ANNOTATION + "revision").asText());
  }
}
