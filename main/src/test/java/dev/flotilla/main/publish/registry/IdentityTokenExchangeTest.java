package dev.flotilla.main.publish.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stands in for a registry of Azure, which takes tokens of its own alone. */
class IdentityTokenExchangeTest {
  private static final String REFRESH = "r3fresh+t0ken/=";

  @TempDir Path folder;

  private final SecretMask secrets = new SecretMask();
  private final List<String> forms = new ArrayList<>();
  private MemoryRegistry registry;
  private String answer = "{\"access_token\": \"acc3ss\", \"expires_in\": 3600}";
  private String token = "acc3ss";
  private String realm;

  @BeforeEach
  void login() throws IOException {
    registry = new MemoryRegistry();
    realm = "http://" + registry.address() + "/oauth2/token";
    registry.before(this::handle);
    Files.writeString(
        folder.resolve("config.json"),
        "{\"auths\": {\"%s\": {\"auth\": \"MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwOg==\", \"identitytoken\": \"%s\"}}}"
            .formatted(registry.address(), REFRESH));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private void handle(HttpExchange exchange) {
    try {
      if (exchange.getRequestURI().getPath().equals("/oauth2/token")) {
        forms.add(exchange.getRequestMethod() + " " + registry.body());
        byte[] body = answer.getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.contains("error") ? 401 : 200, body.length);
        exchange.getResponseBody().write(body);
      } else if (!("Bearer " + token)
          .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange
            .getResponseHeaders()
            .add(
                "WWW-Authenticate",
                "Bearer realm=\"%s\",service=\"%s\",scope=\"repository:acme/apps/web:pull\""
                    .formatted(realm, registry.address()));
        exchange.sendResponseHeaders(401, -1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ArtifactRegistry loggedIn() {
    return new ArtifactRegistry(
        registry.artifact(),
        new RegistryCredentials(
            DockerLogins.of(
                Map.of("DOCKER_CONFIG", folder.toString()), TimeLimits.PUBLISH, secrets),
            registry.artifact(),
            "pull,push",
            TimeLimits.PUBLISH,
            secrets),
        TimeLimits.PUBLISH);
  }

  @Test
  void pushesWithATokenThatIsIssuedOnce() {
    ArtifactRegistry client = loggedIn();
    PackedFolder packed =
        PackedFolder.of(folder, List.of(new PackedFile("a.yaml", false, "a".getBytes(UTF_8))));
    ArtifactManifest manifest =
        ArtifactManifest.of(packed, Instant.EPOCH, "v1.0.0", Optional.empty());

    client.push(packed, manifest);
    client.tag(manifest, "latest");

    assertThat(client.tags()).containsExactly("latest");
    assertThat(client.find("latest")).contains(manifest);
    assertThat(forms)
        .containsExactly(
            "POST client_id=flotilla&grant_type=refresh_token&refresh_token=r3fresh%2Bt0ken%2F%3D&scope=repository%3Aacme%2Fapps%2Fweb%3Apull%2Cpush&service=127.0.0.1%3A"
                + registry.address().replaceFirst(".*:", ""));
  }

  @Test
  void messagesOfAnExchangeHaveNeitherToken() {
    answer = "{\"access_token\": \"acc3ss-t0ken\"}";
    token = "acc3ss-t0ken";

    loggedIn().tags();

    assertThat(secrets.mask("acc3ss-t0ken, " + REFRESH + ", r3fresh%2Bt0ken%2F%3D"))
        .isEqualTo("(sensitive), (sensitive), (sensitive)");
  }

  @Test
  void renewsAnExpiredToken() {
    answer = "{\"access_token\": \"acc3ss\", \"expires_in\": 1}";
    ArtifactRegistry client = loggedIn();

    client.tags();
    client.tags();

    assertThat(forms).hasSize(2);
  }

  @Test
  void reportsARefusalAsOneMessageWithoutTheToken() {
    answer = "{\"error\": \"" + REFRESH + "\"}";

    assertRefused("401");
  }

  @Test
  void refusesAnAddressWithoutEncryption() {
    realm = "ftp://elsewhere.example/token";

    assertRefused("ftp://elsewhere.example/token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null                                                | no token at 'access_token'",
        "[]                                                  | no token",
        "no JSON                                             | no token",
        "{\"access_token\": 1}                               | no token at 'access_token'",
        "{\"access_token\": \"acc3ss\", \"expires_in\": \"1\"} | no token at 'expires_in'",
      })
  void refusesAnAnswerThatIsNotAToken(String wrong, String got) {
    answer = wrong;

    assertRefused(got);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "0"})
  void takesATokenOfAnyLifetime(String seconds) {
    answer = "{\"token\": \"acc3ss\", \"expires_in\": " + seconds + "}";

    assertThat(loggedIn().tags()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://", "http://a b/", "http:///token"})
  void refusesAMalformedAddress(String address) {
    realm = address;

    assertRefused(address);
  }

  private void assertRefused(String got) {
    ArtifactRegistry client = loggedIn();

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(client::tags)
        .withMessage(
            "registry '%1$s' must issue a token for the identity token of its login, got '%2$s'; log in anew, for example with 'az acr login', or with a name and a password: docker login %1$s",
            registry.address(), got);
  }
}
