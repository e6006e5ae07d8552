package dev.flotilla.main.publish.registry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.artifact.ReleaseTag;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.external.ExternalProgram;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.signature.Cosign;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import land.oras.auth.NoAuthProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TimeLimitsTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final TimeLimits LIMITS = new TimeLimits(SHORT, SHORT, SHORT, SHORT);

  @TempDir Path folder;

  private ServerSocket server;

  /** What a server does with a connection that it has accepted. */
  private enum Silence {
    NEVER_ANSWERS(""),
    NEVER_ENDS_ITS_HEADERS("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"),
    NEVER_ENDS_ITS_BODY(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 100\r\n\r\n{\"tags\": ["),
    SENDS_CHUNKS_FOR_EVER(
        "HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");

    private final String answer;

    Silence(String answer) {
      this.answer = answer;
    }

    void serve(Socket socket) {
      try (socket) {
        socket.getOutputStream().write(answer.getBytes(US_ASCII));
        while (!socket.isClosed()) {
          if (this == SENDS_CHUNKS_FOR_EVER) {
            socket.getOutputStream().write("1\r\n \r\n".getBytes(US_ASCII));
          }
          Thread.sleep(20);
        }
      } catch (IOException | InterruptedException e) {
        // The client has hung up, as it should.
        return;
      }
    }
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private String serve(Silence silence) {
    start(
        () -> {
          while (!server.isClosed()) {
            try {
              Socket socket = server.accept();
              start(() -> silence.serve(socket));
            } catch (IOException e) {
              return;
            }
          }
        });
    return "127.0.0.1:" + server.getLocalPort();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "silent server");
    thread.setDaemon(true);
    thread.start();
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void endsTheWaitForARegistryAtItsLimit(Silence silence) {
    ChannelArtifact artifact = artifact(serve(silence));
    ArtifactRegistry registry = new ArtifactRegistry(artifact, new NoAuthProvider(), LIMITS);
    String message =
        "registry '%s' must answer within 300 ms, got no answer; check its address and the network, and try again"
            .formatted(artifact.url().host());

    assertFails(registry::tags, message);
    assertFails(() -> registry.find("latest"), message);
    ArtifactManifest manifest = TestManifest.of("main@sha1:" + "0".repeat(40));
    assertFails(() -> registry.tag(manifest, "latest"), message);
  }

  @Test
  void waitsLongerForARegistryWithMoreBytes() {
    assertThat(TimeLimits.PUBLISH.registry(0)).hasSeconds(60);
    assertThat(TimeLimits.PUBLISH.registry(100 << 20)).hasSeconds(60 + 3200);
  }

  @ParameterizedTest
  @EnumSource(Silence.class)
  void endsTheWaitForATokenAtItsLimit(Silence silence) {
    String address = serve(silence);

    assertFails(
        () ->
            new IdentityTokenExchange(artifact(address), "pull", LIMITS, new SecretMask())
                .header("refresh"),
        "registry '%s' must issue a token within 300 ms, got none; check its address and the network"
            .formatted(address));
  }

  @Test
  void stopsAProgramWithItsChildren() throws IOException {
    Path children = folder.resolve("children");
    Path program = program("sleep 600 & echo $! > %1$s; echo $$ >> %1$s; wait", children);

    assertFails(
        () -> tool(program).run(List.of("sign", "--yes")),
        "'%s sign' must end within 300 ms, and was stopped; see what it waits for, and publish again"
            .formatted(program));
    if (Files.exists(children)) {
      for (String pid : Files.readAllLines(children)) {
        ProcessHandle.of(Long.parseLong(pid.strip()))
            .ifPresent(
                process -> assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(60)));
      }
    }
  }

  /**
   * As a daemon does that Git or a helper leaves behind. Java may have read all of the output
   * before the program's end; then there is nothing to wait for.
   */
  @Test
  void endsTheWaitForAProgramWhoseChildKeepsItsOutputOpen() throws IOException {
    Path program = program("sleep 600 & exit 0", folder);

    try {
      assertThat(tool(program).run(List.of("status")).exitCode()).isZero();
    } catch (Failure failure) {
      assertThat(failure)
          .hasMessage(
              "'%s status' must end within 300 ms, and was stopped; see what it waits for, and publish again"
                  .formatted(program));
    }
  }

  @Test
  void stopsGitAtItsLimit() throws IOException {
    program("exec sleep 600", folder);
    Files.move(folder.resolve("program"), folder.resolve("git"));

    assertFails(
        () -> new GitRepository(folder, Map.of("PATH", folder + ":/bin:/usr/bin"), LIMITS),
        "'git log' must end within 300 ms, and was stopped; see what it waits for, and publish again");
  }

  @Test
  void stopsCosignAtItsLimit() throws IOException {
    Path program = program("exec sleep 600", folder);

    assertFails(
        () -> Cosign.find(Map.of("FLOTILLA_COSIGN", program.toString()), folder, LIMITS),
        "'%s version' must end within 300 ms, and was stopped; see what it waits for, and publish again"
            .formatted(program));
  }

  private ExternalProgram tool(Path program) {
    return new ExternalProgram(
        program.toString(), folder, Map.of("PATH", "/bin:/usr/bin"), SHORT, "cannot be started");
  }

  private Path program(String script, Path argument) throws IOException {
    Path file = folder.resolve("program");
    Files.writeString(file, "#!/bin/sh\n" + script.formatted(argument) + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static ChannelArtifact artifact(String address) {
    return new ChannelArtifact(
        "web",
        "acme/web",
        new OciUrl("oci://" + address + "/acme/web"),
        true,
        ReleaseTag.OF_COMPONENT,
        List.of(Verification.none()));
  }

  private static void assertFails(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }
}
