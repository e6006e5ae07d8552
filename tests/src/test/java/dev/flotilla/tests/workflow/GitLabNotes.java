package dev.flotilla.tests.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.flotilla.tests.harness.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;

/** In place of GitLab, because there is none: the notes of a merge request, for one token. */
final class GitLabNotes implements AutoCloseable {
  static final String TOKEN = "glpat-Zq8nLk3Mw5tR";
  private static final int OWN = 7;

  /** A note; a person's has another author than the token's. */
  record Note(int author, String body) {}

  private final HttpServer server;
  private final List<Note> notes =
      new ArrayList<>(List.of(new Note(3, "<!-- flotilla review -->\nmine")));
  private final List<String> changes = new ArrayList<>();

  private GitLabNotes(HttpServer server) {
    this.server = server;
  }

  static GitLabNotes start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    GitLabNotes started = new GitLabNotes(http);
    http.createContext("/api/v4/", started::answer);
    http.start();
    return started;
  }

  /** Returns what GitLab calls {@code CI_API_V4_URL}. */
  String address() {
    return "http://127.0.0.1:%d/api/v4".formatted(server.getAddress().getPort());
  }

  synchronized List<Note> notes() {
    return List.copyOf(notes);
  }

  /** Returns the requests that changed something. */
  synchronized List<String> changes() {
    return List.copyOf(changes);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    boolean isAllowed = TOKEN.equals(exchange.getRequestHeaders().getFirst("PRIVATE-TOKEN"));
    byte[] body = exchange.getRequestBody().readAllBytes();
    String answer = "{}";
    if (!method.equals("GET")) {
      Note note =
          new Note(
              OWN, URLDecoder.decode(new String(body, UTF_8).replaceFirst("^body=", ""), UTF_8));
      changes.add(method + " " + path.replaceFirst("/api/v4", ""));
      if (method.equals("PUT")) {
        notes.set(Integer.parseInt(path.replaceFirst(".*/", "")), note);
      } else {
        notes.add(note);
      }
    } else {
      answer = path.endsWith("/user") ? "{\"id\":" + OWN + "}" : listed();
    }
    byte[] bytes = answer.getBytes(UTF_8);
    exchange.sendResponseHeaders(isAllowed ? 200 : 401, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private String listed() {
    ArrayNode all = Sandbox.JSON.createArrayNode();
    for (int id = 0; id < notes.size(); id++) {
      all.addObject()
          .put("id", id)
          .put("body", notes.get(id).body())
          .putObject("author")
          .put("id", notes.get(id).author());
    }
    return all.toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
