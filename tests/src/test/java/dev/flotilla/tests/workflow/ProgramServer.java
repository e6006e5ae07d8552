package dev.flotilla.tests.workflow;

import com.sun.net.httpserver.HttpServer;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where workflows fetch the program from. */
final class ProgramServer implements AutoCloseable {
  static final Path ARCHIVE = Project.ROOT.resolve("target/dist/flotilla.tar.gz");

  private final HttpServer server;
  private final String digest;
  private volatile byte[] content;

  private ProgramServer(HttpServer server, String digest, byte[] content) {
    this.server = server;
    this.digest = digest;
    this.content = content;
  }

  /** Packs the program, and answers on loopback with it. */
  static ProgramServer start() throws IOException {
    ProcessStarter.of("make")
        .args(Project.ROOT.relativize(ARCHIVE).toString())
        .in(Project.ROOT)
        .run()
        .succeeded();
    String digest =
        ProcessStarter.of("sha256sum").args(ARCHIVE.toString()).run().succeeded().stdout();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ProgramServer started =
        new ProgramServer(http, digest.substring(0, 64), Files.readAllBytes(ARCHIVE));
    http.createContext(
        "/flotilla.tar.gz",
        exchange -> {
          byte[] answer = started.content;
          exchange.sendResponseHeaders(200, answer.length);
          try (exchange) {
            exchange.getResponseBody().write(answer);
          }
        });
    http.start();
    return started;
  }

  /** Returns it as {@code --program} takes it. */
  String address() {
    return "http://127.0.0.1:%d/flotilla.tar.gz@sha256:%s"
        .formatted(server.getAddress().getPort(), digest);
  }

  /** Answers with something else, as somebody who has the server would. */
  void replaceProgram() {
    content = new byte[] {1, 2, 3};
  }

  void restoreProgram() throws IOException {
    content = Files.readAllBytes(ARCHIVE);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
