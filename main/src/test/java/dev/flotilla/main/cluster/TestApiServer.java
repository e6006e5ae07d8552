package dev.flotilla.main.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server on the loopback address that says it is Kubernetes, and what it was asked. */
public final class TestApiServer implements AutoCloseable {
  public static final String VERSION =
      "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.3\"}";
  private static final char[] PASSWORD = "only-here".toCharArray();

  private final HttpsServer server;
  private final String authority;
  private final List<Headers> requests = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Integer> resets = new ConcurrentLinkedDeque<>();
  private final Map<String, String> objects = new ConcurrentHashMap<>();
  private volatile String version = VERSION;
  private volatile String answer = "";
  private volatile int code = 404;
  private volatile boolean onlyWritesFail;
  private volatile String contentType = "application/json";

  /** Starts one whose certificate has that name, for example {@code ip:127.0.0.1}. */
  public TestApiServer(Path folder, String name) throws IOException, GeneralSecurityException {
    KeyStore keys = keys(folder, name);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    authority =
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getEncoder().encodeToString(keys.getCertificate("me").getEncoded()));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", this::serve);
    server.start();
  }

  private static KeyStore keys(Path folder, String name)
      throws IOException, GeneralSecurityException {
    Path store = folder.resolve("server.p12");
    Files.deleteIfExists(store);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", "me", "-dname", "CN=me"));
    command.addAll(List.of("-ext", "san=" + name, "-ext", "bc=ca:true", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    try {
      Process keytool =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("keytool.txt").toFile())
              .start();
      if (keytool.waitFor() != 0) {
        throw new AssertionError(Files.readString(folder.resolve("keytool.txt")));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, PASSWORD);
    }
    return keys;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestHeaders());
      if (!resets.isEmpty() && !(onlyWritesFail && exchange.getRequestMethod().equals("GET"))) {
        int reset = resets.pop();
        if (reset == 0) {
          // An exchange that is closed without an answer closes its connection.
          return;
        }
        answer(exchange, reset, "{}");
        return;
      }
      @Nullable String object = objects.get(exchange.getRequestURI().getPath());
      if (object != null) {
        answer(exchange, 200, object);
        return;
      }
      boolean isVersion =
          exchange.getRequestURI().getPath().equals("/version") && !version.isEmpty();
      answer(exchange, isVersion ? 200 : code, isVersion ? version : answer);
    }
  }

  private void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  /** Answers so from now on; with an empty version it does so at {@code /version} too. */
  public void answering(String newVersion, int newCode, String newType, String newAnswer) {
    version = newVersion;
    code = newCode;
    contentType = newType;
    answer = newAnswer;
    onlyWritesFail = false;
    objects.clear();
    resets.clear();
  }

  /** Answers so at one path, whatever is asked there. */
  public void answeringAt(String path, String json) {
    objects.put(path, json);
  }

  /** Answers the next requests with these codes; 0 closes the connection instead. */
  void failNext(Integer... codes) {
    resets.addAll(List.of(codes));
  }

  /** Answers the next writes with these codes, and reads as ever. */
  void failNextWrites(Integer... codes) {
    onlyWritesFail = true;
    failNext(codes);
  }

  List<Headers> requests() {
    return requests;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Returns the fields of a cluster of a kubeconfig that trusts it, at {@code host}. */
  public String cluster(String host) {
    return "server: 'https://%s:%d', certificate-authority-data: %s"
        .formatted(host, port(), Base64.getEncoder().encodeToString(authority.getBytes(UTF_8)));
  }

  /** Connects by a kubeconfig in {@code folder}, with these fields of its cluster and user. */
  public static LiveCluster connect(
      Path folder, String cluster, String user, Map<String, String> environment, SecretMask secrets)
      throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: c, cluster: {%s}}]
            users: [{name: u, user: {%s}}]
            contexts: [{name: staging, context: {cluster: c, user: u}}]
            """
                .formatted(cluster, user));
    KubeconfigPlace place = new KubeconfigPlace(List.of(file), "KUBECONFIG", "");
    ResolvedAccess access =
        new ResolvedAccess("staging", place, "staging", folder.resolve("resolved"), false, secrets);
    return LiveCluster.connect(access, environment);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
