package dev.flotilla.main.publish.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactRegistryTest {
  private static final PackedFolder PACKED =
      PackedFolder.of(
          Path.of("web"), List.of(new PackedFile("a.yaml", false, "a".getBytes(UTF_8))));
  private static final ArtifactManifest MANIFEST =
      ArtifactManifest.of(PACKED, Instant.EPOCH, "v1.0.0", Optional.empty());

  private MemoryRegistry registry;
  private ArtifactRegistry client;

  @BeforeEach
  void start() throws IOException {
    registry = new MemoryRegistry();
    client = registry.client(TimeLimits.PUBLISH);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void findsNoArtifactThatIsNotThere() {
    assertThat(client.find("latest")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void namesTheAccountThatMayPullWhenAPullIsRefused(int code) {
    answerReadsWith(code);

    assertRefused(
        () -> client.find("latest"),
        "registry '%1$s' refused the pull of 'oci://%1$s/acme/apps/web' (%2$d); log in with an account that may pull: docker login %1$s"
            .formatted(registry.address(), code));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void namesTheAccountThatMayPushWhenAPushIsRefused(int code) {
    answerWritesWith(code);

    assertRefused(
        () -> client.push(PACKED, MANIFEST),
        "registry '%1$s' refused the push of 'oci://%1$s/acme/apps/web' (%2$d); log in with an account that may push: docker login %1$s"
            .formatted(registry.address(), code));
    assertRefused(
        () -> client.tag(MANIFEST, "latest"),
        "registry '%1$s' refused the push of 'oci://%1$s/acme/apps/web' (%2$d); log in with an account that may push: docker login %1$s"
            .formatted(registry.address(), code));
    assertThat(registry.tags()).isEmpty();
  }

  @Test
  void reportsARegistryThatFails() {
    answerReadsWith(500);
    assertRefused(
        () -> client.find("latest"),
        "registry '%1$s' failed the pull of 'oci://%1$s/acme/apps/web' (500); try again, or ask its operator"
            .formatted(registry.address()));

    answerWritesWith(507);
    assertRefused(
        () -> client.push(PACKED, MANIFEST),
        "registry '%1$s' failed the push of 'oci://%1$s/acme/apps/web' (Failed to initiate blob upload); try again, or ask its operator"
            .formatted(registry.address()));
    assertRefused(
        () -> client.tag(MANIFEST, "latest"),
        "registry '%1$s' failed the push of 'oci://%1$s/acme/apps/web' (507); try again, or ask its operator"
            .formatted(registry.address()));
  }

  @Test
  void reportsARegistryThatDoesNotListen() {
    registry.close();

    assertRefused(
        () -> client.find("latest"),
        "registry '%s' must be reachable, got 'connection refused'; check its address and the network"
            .formatted(registry.address()));
  }

  @Test
  void refusesAnAnswerThatIsNotAManifest() {
    registry.before(
        exchange ->
            answer(exchange, 200, "{\"layers\": 1}", "application/vnd.oci.image.manifest.v1+json"));

    assertRefused(
        () -> client.find("latest"),
        "registry '%1$s' must answer with a manifest for 'oci://%1$s/acme/apps/web', got something else at 'layers'; check its address"
            .formatted(registry.address()));
  }

  private void answerReadsWith(int code) {
    registry.before(exchange -> answer(exchange, code, "", "application/json"));
  }

  private void answerWritesWith(int code) {
    registry.before(
        exchange -> {
          if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
            answer(exchange, code, "", "application/json");
          }
        });
  }

  private static void answer(HttpExchange exchange, int code, String text, String type) {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    try {
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().add("Content-Length", String.valueOf(body.length));
        exchange.sendResponseHeaders(code, -1);
      } else {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatExceptionOfType(Failure.class).isThrownBy(action::run).withMessage(message);
  }
}
