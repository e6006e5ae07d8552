package dev.flotilla.tests.harness.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Somebody who may read from a registry and push to it. */
public class RegistryClient {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final String address;
  private final String authorization;

  /**
   * Asks nothing yet.
   *
   * @param address host and port
   * @param user name and password, with a colon between
   */
  public RegistryClient(String address, String user) {
    this.address = address;
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
  }

  /** Returns host and port. */
  public final String address() {
    return address;
  }

  /** Returns the digest that a tag is at, if there is such a tag. */
  public final Optional<String> digest(String repository, String tag) {
    HttpResponse<String> response = get(repository + "/manifests/" + tag, MANIFEST);
    return response.statusCode() == 200
        ? response.headers().firstValue("Docker-Content-Digest")
        : Optional.empty();
  }

  public final JsonNode manifest(String repository, String tag) {
    return Sandbox.json(get(repository + "/manifests/" + tag, MANIFEST).body());
  }

  /** Returns the digest of what an artifact has been packed from. */
  public final String layer(String repository, String tag) {
    return manifest(repository, tag).at("/layers/0/digest").asText();
  }

  /** Returns the tags, but for those that cosign keeps its signatures under. */
  public final Set<String> tags(String repository) {
    Set<String> tags = new TreeSet<>();
    Sandbox.json(get(repository + "/tags/list", "*/*").body())
        .path("tags")
        .forEach(tag -> tags.add(tag.asText()));
    tags.removeIf(tag -> tag.startsWith("sha256-"));
    return tags;
  }

  public final byte[] blob(String repository, String digest) {
    return send(request(repository + "/blobs/" + digest).build(), BodyHandlers.ofByteArray())
        .body();
  }

  /** Pushes content for a manifest that names its digest. */
  public final void upload(String repository, String digest, byte[] content) {
    URI upload =
        URI.create("http://" + address)
            .resolve(
                send(
                        request(repository + "/blobs/uploads/")
                            .POST(BodyPublishers.noBody())
                            .build(),
                        BodyHandlers.discarding())
                    .headers()
                    .firstValue("Location")
                    .orElseThrow());
    String separator = upload.getQuery() == null ? "?" : "&";
    send(
        HttpRequest.newBuilder(URI.create(upload + separator + "digest=" + digest))
            .header("Authorization", authorization)
            .PUT(BodyPublishers.ofByteArray(content))
            .build(),
        BodyHandlers.discarding());
  }

  /** Pushes a manifest whose content is there already, as whoever can push may. */
  public final void push(String repository, String tag, JsonNode manifest) {
    push(repository, tag, MANIFEST, manifest.toString());
  }

  /** Pushes files as Flux fetches them, by their paths. */
  public final void pushFlux(String repository, String tag, Map<String, String> files) {
    byte[] layer = packed(files);
    push(
        repository,
        tag,
        uploaded(repository, "application/vnd.cncf.flux.config.v1+json", "{}".getBytes(UTF_8)),
        uploaded(repository, "application/vnd.cncf.flux.content.v1.tar+gzip", layer));
  }

  /** Pushes the Helm chart in a folder of its name, as that version. */
  public final void pushChart(String repository, String version, Path chart) {
    Map<String, String> files = new TreeMap<>();
    for (Path file : Project.files(chart)) {
      files.put(
          chart.getFileName() + "/" + chart.relativize(file),
          Project.read(file).replace("version: 0.0.0", "version: " + version));
    }
    byte[] config = "{\"version\": \"%s\"}".formatted(version).getBytes(UTF_8);
    push(
        repository,
        version,
        uploaded(repository, "application/vnd.cncf.helm.config.v1+json", config),
        uploaded(repository, "application/vnd.cncf.helm.chart.content.v1.tar+gzip", packed(files)));
  }

  /** Returns an archive whose paths have no dot before them, as Helm wants them. */
  private static byte[] packed(Map<String, String> files) {
    Path folder = Project.emptyFolder("artifact");
    files.forEach((path, text) -> Project.write(folder.resolve(path), text));
    Path layer = folder.resolveSibling("artifact.tgz");
    ProcessStarter.of("tar", "-czf", layer.toString(), "-C", folder.toString())
        .args(folder.toFile().list())
        .run()
        .succeeded();
    return Project.bytes(layer);
  }

  private void push(String repository, String tag, JsonNode config, JsonNode layer) {
    ObjectNode manifest =
        Sandbox.JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
    manifest.set("config", config);
    manifest.putArray("layers").add(layer);
    push(repository, tag, manifest);
  }

  /** Returns what a manifest says of the blob, which is there then. */
  private JsonNode uploaded(String repository, String type, byte[] blob) {
    String digest = Project.sha256(blob);
    upload(repository, digest, blob);
    return Sandbox.JSON
        .createObjectNode()
        .put("mediaType", type)
        .put("digest", digest)
        .put("size", blob.length);
  }

  /** Copies an artifact into another repository, with its signatures; cosign can no longer. */
  public final void copyWithSignatures(String source, String target, String tag) {
    String digest = digest(source, tag).orElseThrow();
    copy(source, target, digest.replace(':', '-'));
    copy(source, target, tag);
  }

  /** Puts the signatures of one digest beside another, which they do not name. */
  public final void copySignatures(String repository, String digest, String other) {
    HttpResponse<String> found =
        get(repository + "/manifests/" + digest.replace(':', '-'), MANIFEST + ", " + INDEX);
    push(repository, other.replace(':', '-'), INDEX, found.body());
  }

  private void copy(String source, String target, String reference) {
    HttpResponse<String> found = get(source + "/manifests/" + reference, MANIFEST + ", " + INDEX);
    JsonNode manifest = Sandbox.json(found.body());
    manifest.path("manifests").forEach(child -> copy(source, target, child.get("digest").asText()));
    manifest.findValues("config").forEach(blob -> mount(source, target, blob));
    manifest.path("layers").forEach(blob -> mount(source, target, blob));
    push(target, reference, found.headers().firstValue("Content-Type").orElseThrow(), found.body());
  }

  private void mount(String source, String target, JsonNode blob) {
    String query =
        "/blobs/uploads/?from=%s&mount=%s".formatted(source, blob.get("digest").asText());
    send(request(target + query).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
  }

  private void push(String repository, String reference, String type, String manifest) {
    send(
        request(repository + "/manifests/" + reference)
            .header("Content-Type", type)
            .PUT(BodyPublishers.ofString(manifest))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String accept) {
    return send(request(path).header("Accept", accept).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + "/v2/" + path))
        .header("Authorization", authorization);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
