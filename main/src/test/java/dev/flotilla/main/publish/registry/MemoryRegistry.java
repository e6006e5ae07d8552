package dev.flotilla.main.publish.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import land.oras.auth.NoAuthProvider;

/**
 * A registry on loopback with one repository, as far as publishing asks for one, whose requests a
 * test can hold up one by one; the black-box tests have a real one.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md">The
 *     protocol</a>
 */
public final class MemoryRegistry implements AutoCloseable {
  private static final String PATH = "/acme/apps/web";
  private static final Pattern MANIFEST = Pattern.compile("/v2" + PATH + "/manifests/(.+)");
  private static final Pattern BLOB = Pattern.compile("/v2" + PATH + "/blobs/(sha256:.+)");
  private static final int TAGS_PER_PAGE = 2;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final Map<String, byte[]> manifests = new ConcurrentSkipListMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentSkipListMap<>();
  private volatile Consumer<HttpExchange> listener = exchange -> {};
  private volatile byte[] lastBody = new byte[0];

  /** Starts one that has nothing. */
  public MemoryRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Returns host and port. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns its artifact, which needs no signature. */
  public ChannelArtifact artifact() {
    return new ChannelArtifact(
        "web",
        "acme/apps/web",
        new OciUrl("oci://" + address() + PATH),
        true,
        ReleaseTag.OF_COMPONENT,
        List.of(Verification.none()));
  }

  /** Publishes a version of a commit, at these tags, and returns its digest. */
  public String publish(String revision, String time, String... tags) {
    PackedFolder packed =
        PackedFolder.of(
            Path.of("web"), List.of(new PackedFile("a.yaml", false, revision.getBytes(UTF_8))));
    ArtifactManifest manifest =
        ArtifactManifest.of(packed, Instant.parse(time), revision, Optional.empty());
    ArtifactRegistry client = client(TimeLimits.PUBLISH);
    client.push(packed, manifest);
    for (String tag : tags) {
      client.tag(manifest, tag);
    }
    return manifest.digest();
  }

  /** Publishes files of a commit of the main branch, at a tag, and returns its digest. */
  public String publish(SortedMap<String, String> files, String tag) {
    List<PackedFile> packed =
        files.entrySet().stream()
            .map(file -> new PackedFile(file.getKey(), false, file.getValue().getBytes(UTF_8)))
            .toList();
    PackedFolder folder = PackedFolder.of(Path.of("web"), packed);
    ArtifactManifest manifest =
        ArtifactManifest.of(
            folder,
            Instant.parse("2026-01-02T03:04:05Z"),
            "main@sha1:" + "a".repeat(40),
            Optional.empty());
    client(TimeLimits.PUBLISH).push(folder, manifest);
    client(TimeLimits.PUBLISH).tag(manifest, tag);
    return manifest.digest();
  }

  /** Returns what talks to it, without a login. */
  public ArtifactRegistry client(TimeLimits limits) {
    return new ArtifactRegistry(artifact(), new NoAuthProvider(), limits);
  }

  /** Has each request announced, before anything is done for it. */
  public void before(Consumer<HttpExchange> newListener) {
    listener = newListener;
  }

  /** Returns what was sent with the request that is announced. */
  String body() {
    return new String(lastBody, UTF_8);
  }

  /** Returns the digest that a tag is at, or an empty text. */
  public String digest(String tag) {
    return manifests.containsKey(tag) ? Digest.of(manifests.get(tag)) : "";
  }

  /** Points a tag at what another is at, as whoever may push can. */
  public void move(String tag, String other) {
    manifests.put(tag, manifests.get(other));
  }

  public void remove(String tag) {
    manifests.remove(tag);
  }

  List<String> tags() {
    return manifests.keySet().stream().filter(name -> !name.startsWith("sha256:")).toList();
  }

  /** Makes it as another is. */
  public void copy(MemoryRegistry other) {
    manifests.clear();
    manifests.putAll(other.manifests);
    blobs.clear();
    blobs.putAll(other.blobs);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      lastBody = body;
      listener.accept(exchange);
      String path = exchange.getRequestURI().getPath();
      Matcher manifest = MANIFEST.matcher(path);
      Matcher blob = BLOB.matcher(path);
      if (exchange.getResponseCode() != -1) {
        return;
      }
      if (manifest.matches()) {
        manifest(exchange, manifest.group(1), body);
      } else if (path.equals("/v2" + PATH + "/tags/list")) {
        tags(exchange);
      } else if (path.endsWith("/blobs/uploads/")) {
        upload(exchange, body);
      } else if (blob.matches()) {
        answer(exchange, blobs.get(blob.group(1)), "application/octet-stream");
      } else {
        answer(exchange, "{}".getBytes(UTF_8), "application/json");
      }
    }
  }

  private void manifest(HttpExchange exchange, String reference, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      manifests.put(Digest.of(body), body);
      manifests.put(reference, body);
      exchange.getResponseHeaders().add("Docker-Content-Digest", Digest.of(body));
      exchange.sendResponseHeaders(201, -1);
    } else {
      answer(exchange, manifests.get(reference), "application/vnd.oci.image.manifest.v1+json");
    }
  }

  private void upload(HttpExchange exchange, byte[] body) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (exchange.getRequestMethod().equals("PUT")) {
      blobs.put(query.replaceFirst(".*digest=", ""), body);
      exchange.sendResponseHeaders(201, -1);
    } else {
      exchange.getResponseHeaders().add("Location", "/v2" + PATH + "/blobs/uploads/");
      exchange.sendResponseHeaders(202, -1);
    }
  }

  private void tags(HttpExchange exchange) throws IOException {
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    String last = query.contains("last=") ? query.replaceFirst(".*last=", "") : "";
    List<String> rest = tags().stream().filter(tag -> tag.compareTo(last) > 0).toList();
    List<String> page = rest.subList(0, Math.min(TAGS_PER_PAGE, rest.size()));
    if (page.size() < rest.size()) {
      exchange
          .getResponseHeaders()
          .add(
              "Link",
              "<%s?n=%d&last=%s>; rel=\"next\""
                  .formatted(
                      exchange.getRequestURI().getPath(),
                      TAGS_PER_PAGE,
                      page.get(page.size() - 1)));
    }
    Map<String, Object> list = new TreeMap<>();
    list.put("name", PATH.substring(1));
    list.put("tags", page);
    answer(exchange, new ObjectMapper().writeValueAsBytes(list), "application/json");
  }

  private static void answer(HttpExchange exchange, byte[] body, String type) throws IOException {
    if (body == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.getResponseHeaders().add("Docker-Content-Digest", Digest.of(body));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(200, -1);
    } else {
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
