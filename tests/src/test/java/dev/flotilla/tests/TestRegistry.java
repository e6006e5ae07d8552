package dev.flotilla.tests;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A registry of a test's own, empty at first: the one that sandboxes have, without a cluster. */
final class TestRegistry implements AutoCloseable {
  private static final Pattern LISTENING = Pattern.compile("listening on (127\\.0\\.0\\.1:\\d+)");
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final HttpClient client = HttpClient.newHttpClient();
  private final RunningProcess process;
  private final String authorization;
  private final String address;

  private TestRegistry(RunningProcess process, String user) {
    this.process = process;
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
    Patience.await().until(() -> LISTENING.matcher(process.stderr()).find());
    Matcher matcher = LISTENING.matcher(process.stderr());
    matcher.find();
    this.address = matcher.group(1);
  }

  /** Starts one that everybody may push to. */
  static TestRegistry open(Path folder) throws IOException {
    return start(folder, "", "");
  }

  /**
   * Starts one that {@code user} may push to.
   *
   * @param user name and password, with a colon between
   * @param htpasswd the same as the registry reads it
   */
  static TestRegistry closed(Path folder, String user, String htpasswd) throws IOException {
    Path file = Files.writeString(folder.resolve("htpasswd"), htpasswd + "\n");
    return start(folder, "auth: {htpasswd: {realm: test, path: \"%s\"}}\n".formatted(file), user);
  }

  private static TestRegistry start(Path folder, String more, String user) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("registry.yaml"),
            """
            version: 0.1
            log: {level: info, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: "%s"}}
            http: {addr: "127.0.0.1:0"}
            """
                    .formatted(folder.resolve("registry"))
                + more);
    return new TestRegistry(
        ProcessStarter.of(Sandbox.registryProgram().toString(), "serve", config.toString())
            .env("OTEL_TRACES_EXPORTER", "none")
            .start(),
        user);
  }

  /** Returns host and port. */
  String address() {
    return address;
  }

  /** Returns the digest that a tag is at, if there is such a tag. */
  Optional<String> digest(String repository, String tag) {
    HttpResponse<String> response = get(repository + "/manifests/" + tag, MANIFEST);
    return response.statusCode() == 200
        ? response.headers().firstValue("Docker-Content-Digest")
        : Optional.empty();
  }

  JsonNode manifest(String repository, String tag) {
    return Sandbox.json(get(repository + "/manifests/" + tag, MANIFEST).body());
  }

  /** Returns the tags, but for those that cosign keeps its signatures under. */
  Set<String> tags(String repository) {
    Set<String> tags = new TreeSet<>();
    Sandbox.json(get(repository + "/tags/list", "*/*").body())
        .path("tags")
        .forEach(tag -> tags.add(tag.asText()));
    tags.removeIf(tag -> tag.startsWith("sha256-"));
    return tags;
  }

  byte[] blob(String repository, String digest) {
    return send(request(repository + "/blobs/" + digest).build(), BodyHandlers.ofByteArray())
        .body();
  }

  /** Pushes a manifest whose content is there already, as whoever can push may. */
  void push(String repository, String tag, JsonNode manifest) {
    send(
        request(repository + "/manifests/" + tag)
            .header("Content-Type", MANIFEST)
            .PUT(HttpRequest.BodyPublishers.ofString(manifest.toString()))
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

  @Override
  public void close() {
    process.close();
  }
}
