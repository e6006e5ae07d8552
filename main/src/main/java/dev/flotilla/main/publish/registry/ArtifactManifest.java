package dev.flotilla.main.publish.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.report.Failure;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an artifact consists of, and what it was built from.
 *
 * @param json the manifest, byte by byte what its digest is made of
 * @param layer the digest of its content; empty if it has none
 * @param revision the Git revision that it was built from, as Flux shows it; empty if it names none
 * @param source where that commit is; empty if it names none
 * @param created the time of its commit, if it names one
 * @param rollbackFrom the highest release at the time when a channel went back to this, if it did
 */
public record ArtifactManifest(
    String json,
    String digest,
    String layer,
    String revision,
    String source,
    Optional<Instant> created,
    Optional<Version> rollbackFrom) {
  /** An empty configuration: all that Flux wants to know is in the annotations. */
  static final byte[] CONFIG = "{}".getBytes(StandardCharsets.UTF_8);

  /** ASCII alone, whose bytes are the same for every library and locale. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG_TYPE = "application/vnd.cncf.flux.config.v1+json";
  private static final String LAYER_TYPE = "application/vnd.cncf.flux.content.v1.tar+gzip";
  private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
  private static final String ANNOTATION = "org.opencontainers.image.";
  private static final String ROLLBACK = "dev.flotilla.rollback-from";

  /** The commit in a revision as Flux writes it: {@code main@sha1:…}, with 64 digits too. */
  private static final Pattern COMMIT = Pattern.compile("@sha1:([0-9a-f]{64}|[0-9a-f]{40})");

  /** What the Git tag of a release ends with, whatever its form: no part of a longer number. */
  private static final Pattern VERSION =
      Pattern.compile("(?:.*\\D)?(?<!\\d\\.)(\\d+\\.\\d+\\.\\d+)(?:@sha1:.*)?");

  /**
   * Returns the manifest of a folder; equal arguments give an equal one.
   *
   * @param created the time of the commit
   * @param source where that is, if it is anywhere
   */
  public static ArtifactManifest of(
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
    return written(manifest);
  }

  /**
   * Returns a manifest without content, which says all in one annotation; equal arguments give an
   * equal one.
   *
   * @param type what it is, as a media type
   * @param annotation the name of the annotation
   * @see <a
   *     href="https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidelines-for-artifact-usage">Guidelines
   *     for artifact usage</a>
   */
  public static ArtifactManifest annotated(
      String type, String annotation, String value, Instant created) {
    Map<String, Object> empty = descriptor(EMPTY_TYPE, Digest.of(CONFIG), CONFIG.length);
    Map<String, Object> manifest =
        Ordered.map("schemaVersion", 2, "mediaType", MEDIA_TYPE, "artifactType", type);
    manifest.put("config", empty);
    manifest.put("layers", List.of(empty));
    manifest.put(
        "annotations", Ordered.map(annotation, value, ANNOTATION + "created", created.toString()));
    return written(manifest);
  }

  private static ArtifactManifest written(Object manifest) {
    try {
      return parse(JSON.writeValueAsString(manifest), Failure::new);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, texts and numbers are JSON", e);
    }
  }

  private static Map<String, Object> descriptor(String mediaType, String digest, int size) {
    return Ordered.map("mediaType", mediaType, "digest", digest, "size", size);
  }

  /**
   * Reads a manifest of whatever origin.
   *
   * @param malformed creates the failure for a text that is no manifest
   */
  public static ArtifactManifest parse(String json, Function<String, Failure> malformed) {
    ForeignJson manifest = ForeignJson.parse(json, malformed);
    ForeignJson annotations = manifest.object("annotations");
    List<ForeignJson> layers = manifest.objects("layers");
    return new ArtifactManifest(
        json,
        Digest.of(json.getBytes(StandardCharsets.UTF_8)),
        layers.isEmpty() ? "" : layers.get(0).text("digest"),
        annotations.text(ANNOTATION + "revision"),
        annotations.text(ANNOTATION + "source"),
        time(annotations.text(ANNOTATION + "created")),
        Version.ofTag(annotations.text(ROLLBACK)));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the same artifact as what a channel goes back to. It has its own digest, and so its own
   * signature: the proof that somebody who may sign wanted this.
   *
   * @param highest the highest release that it goes back from
   */
  public ArtifactManifest asRollbackFrom(Version highest) {
    ObjectNode manifest = ForeignJson.parse(json, Failure::new).copy();
    manifest.withObjectProperty("annotations").put(ROLLBACK, highest.tag());
    return written(manifest);
  }

  /** Returns the value of an annotation; empty if it has none of that name. */
  public String annotation(String name) {
    return ForeignJson.parse(json, Failure::new).object("annotations").text(name);
  }

  /** Returns the commit that it was built from, if it names one. */
  public Optional<String> commit() {
    Matcher matcher = COMMIT.matcher(revision);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Returns the release that it is, if it is one. */
  public Optional<Version> version() {
    Matcher version = VERSION.matcher(revision);
    return version.matches() ? Version.parse(version.group(1)) : Optional.empty();
  }
}
