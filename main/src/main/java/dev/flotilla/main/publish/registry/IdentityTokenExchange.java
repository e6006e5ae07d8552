package dev.flotilla.main.publish.registry;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.publish.external.LimitedCall;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Has a registry issue a token for an identity token, as Docker does: Azure's registries give
 * nothing else to people.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/auth/oauth/">OAuth2 token
 *     authentication</a>
 */
final class IdentityTokenExchange {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** The lifetime by the specification of a token that names none. */
  private static final int DEFAULT_SECONDS = 60;

  /** No run takes longer. */
  private static final long MAX_SECONDS = Duration.ofDays(1).toSeconds();

  /** A token is renewed that would end during a request. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final ChannelArtifact artifact;
  private final String actions;
  private final TimeLimits limits;
  private final SecretMask secrets;
  private String header = "";
  private long renewal;

  /** Asks nothing yet. */
  IdentityTokenExchange(
      ChannelArtifact artifact, String actions, TimeLimits limits, SecretMask secrets) {
    this.artifact = artifact;
    this.actions = actions;
    this.limits = limits;
    this.secrets = secrets;
  }

  /** Returns the value of {@code Authorization}; the same until its token ends. */
  String header(String identityToken) {
    if (header.isEmpty() || System.nanoTime() - renewal > 0) {
      try {
        Token token = LimitedCall.limit(limits.registry(), () -> issued(identityToken));
        renewal = System.nanoTime() + Duration.ofSeconds(token.seconds()).minus(MARGIN).toNanos();
        secrets.add(token.text());
        header = "Bearer " + token.text();
      } catch (TimeoutException e) {
        throw new Failure(
            "registry '%s' must issue a token within %s, got none; check its address and the network"
                .formatted(host(), TimeLimits.text(limits.registry())));
      }
    }
    return header;
  }

  /** How long, in seconds, a token is used. */
  private record Token(String text, long seconds) {}

  private Token issued(String identityToken) {
    HttpClient client = HttpClient.newHttpClient();
    try {
      Map<String, String> challenge = challenge(client);
      Map<String, String> form = new TreeMap<>();
      form.put("grant_type", "refresh_token");
      form.put("client_id", "flotilla");
      form.put("service", challenge.getOrDefault("service", host()));
      form.put("scope", "repository:" + artifact.url().path().substring(1) + ":" + actions);
      form.put("refresh_token", identityToken);
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(realm(challenge))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(encoded(form)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != HttpURLConnection.HTTP_OK) {
        throw refused(String.valueOf(response.statusCode()));
      }
      return token(response.body());
    } catch (IOException e) {
      // Its message may quote the answer.
      throw refused(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private Token token(String answer) {
    ForeignJson json = ForeignJson.parse(answer, place -> refused("no token" + place));
    String access = json.text("access_token");
    String text = access.isEmpty() ? json.text("token") : access;
    if (text.isEmpty()) {
      throw json.refused("access_token");
    }
    return new Token(
        text, Math.max(0, Math.min(json.number("expires_in", DEFAULT_SECONDS), MAX_SECONDS)));
  }

  /** Returns the registry's challenge, which names the address that issues its tokens. */
  private Map<String, String> challenge(HttpClient client)
      throws IOException, InterruptedException {
    URI api = URI.create((artifact.isInsecure() ? "http://" : "https://") + host() + "/v2/");
    HttpResponse<Void> response =
        client.send(HttpRequest.newBuilder(api).build(), HttpResponse.BodyHandlers.discarding());
    return response.headers().allValues("WWW-Authenticate").stream()
        .filter(value -> value.startsWith("Bearer "))
        .flatMap(value -> PARAMETER.matcher(value).results())
        .collect(
            Collectors.toMap(
                part -> part.group(1), part -> part.group(2), (one, other) -> one, TreeMap::new));
  }

  /** An identity token is all that a login takes: it is never sent unencrypted. */
  private URI realm(Map<String, String> challenge) {
    String realm = challenge.getOrDefault("realm", "");
    if (realm.startsWith("https://") || (artifact.isInsecure() && realm.startsWith("http://"))) {
      try {
        URI address = URI.create(realm);
        if (address.getHost() != null) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        throw refused(realm);
      }
    }
    throw refused(realm.isEmpty() ? "no address that issues tokens" : realm);
  }

  private Failure refused(String what) {
    return new Failure(
        "registry '%1$s' must issue a token for the identity token of its login, got '%2$s'; log in anew, for example with 'az acr login', or with a name and a password: docker login %1$s"
            .formatted(host(), what));
  }

  private String host() {
    return artifact.url().host();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
