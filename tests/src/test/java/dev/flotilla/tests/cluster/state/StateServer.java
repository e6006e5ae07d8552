package dev.flotilla.tests.cluster.state;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The states of a project as GitLab keeps them: GET and POST of the state, POST and DELETE of its
 * lock, all with a login; a write without the lock is refused.
 */
final class StateServer implements AutoCloseable {
  /** What a run has to bring. */
  static final Map<String, String> LOGIN =
      Map.of("TF_HTTP_USERNAME", "ci", "TF_HTTP_PASSWORD", "state-password");

  private static final String STATES = "/api/v4/projects/7/terraform/state/";
  private static final String BASIC = "Basic Y2k6c3RhdGUtcGFzc3dvcmQ=";

  private final Map<String, String> states = new ConcurrentHashMap<>();
  private final Map<String, String> locks = new ConcurrentHashMap<>();
  private final HttpServer server;

  StateServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(STATES, this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Returns the state of a cluster as it is kept, by name. */
  Map<String, String> states() {
    return states;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String name = exchange.getRequestURI().getPath().substring(STATES.length());
      boolean isLock = name.endsWith("/lock");
      if (!BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        reply(exchange, 401, "");
      } else if (isLock) {
        lock(exchange, name.substring(0, name.length() - "/lock".length()), body);
      } else if (exchange.getRequestMethod().equals("GET")) {
        reply(exchange, states.containsKey(name) ? 200 : 404, states.getOrDefault(name, ""));
      } else {
        boolean isHeld = exchange.getRequestURI().getQuery() != null && locks.containsKey(name);
        if (isHeld) {
          states.put(name, body);
        }
        reply(exchange, isHeld ? 200 : 409, "");
      }
    }
  }

  private void lock(HttpExchange exchange, String name, String body) throws IOException {
    if (exchange.getRequestMethod().equals("DELETE")) {
      locks.remove(name);
      reply(exchange, 200, "");
    } else {
      String held = locks.putIfAbsent(name, body);
      reply(exchange, held == null ? 200 : 423, held == null ? "" : held);
    }
  }

  private static void reply(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
