package dev.flotilla.main.publish.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.main.json.ForeignJson;
import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logins to registries from where cosign has them too: the file that {@code docker login} writes,
 * or Podman's, with every form that either writes. The ORAS SDK's own reader fails on a file
 * without {@code auths}, on a password with a colon, and knows no identity tokens.
 *
 * @see <a href="https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md">Keys
 *     of paths</a>
 */
final class DockerLogins {
  /** What Docker calls its own registry, by the name that its helpers know first. */
  private static final List<String> DOCKER_HUB =
      List.of(
          "https://index.docker.io/v1/", "index.docker.io", "docker.io", "registry-1.docker.io");

  private static final List<String> SECRET_FIELDS =
      List.of("auth", "password", "identitytoken", "registrytoken");

  private final ForeignJson config;
  private final CredentialHelper helper;

  private DockerLogins(ForeignJson config, CredentialHelper helper) {
    this.config = config;
    this.helper = helper;
  }

  /**
   * Reads the first such file that is there.
   *
   * @param secrets gets the secrets of each login, because cosign reads them too
   */
  static DockerLogins of(Map<String, String> environment, TimeLimits limits, SecretMask secrets) {
    CredentialHelper helper = new CredentialHelper(environment, limits, secrets);
    for (Path file : places(environment)) {
      if (Files.exists(file)) {
        String name = file.toString();
        ForeignJson config = ForeignJson.read(file, place -> malformed(name, place));
        hide(config.copy().path("auths"), secrets);
        return new DockerLogins(config, helper);
      }
    }
    return new DockerLogins(ForeignJson.parse("", place -> malformed("", place)), helper);
  }

  /** A login that cannot be used is hidden as it is written. */
  private static void hide(JsonNode auths, SecretMask secrets) {
    for (JsonNode entry : auths) {
      for (String field : SECRET_FIELDS) {
        secrets.add(entry.path(field).asText());
      }
      pair(entry.path("auth").asText()).ifPresent(login -> login.hideIn(secrets));
      new RegistryLogin.Password(entry.path("username").asText(), entry.path("password").asText())
          .hideIn(secrets);
    }
  }

  private static List<Path> places(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    Path docker = Path.of(environment.getOrDefault("DOCKER_CONFIG", home + "/.docker"));
    return Stream.of(
            docker.resolve("config.json").toString(),
            environment.getOrDefault("REGISTRY_AUTH_FILE", ""),
            environment.getOrDefault("XDG_RUNTIME_DIR", "") + "/containers/auth.json")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** Quotes nothing of a file that cannot be used: its content may be a secret. */
  private static Failure malformed(String file, String place) {
    return new Failure(
        "the logins of registries must be JSON as 'docker login' writes it, got something else%s in '%s'; repair it, or remove it and log in anew"
            .formatted(place, file));
  }

  /**
   * Returns the login for a registry; empty if there is none, because it may be public.
   *
   * @param path of the artifact in the registry: a login may be for a part of it
   */
  Optional<RegistryLogin> find(String host, String path) {
    List<String> names = DOCKER_HUB.contains(host) ? DOCKER_HUB : List.of(host);
    return helped(names).or(() -> written(names, path));
  }

  private Optional<RegistryLogin> helped(List<String> names) {
    ForeignJson helpers = config.object("credHelpers");
    for (String name : names) {
      String own = helpers.text(name);
      if (!own.isEmpty()) {
        return helper.ask(own, name);
      }
    }
    String store = config.text("credsStore");
    return store.isEmpty() ? Optional.empty() : helper.ask(store, names.get(0));
  }

  /** Of several keys, the one for the longest part of the path counts. */
  private Optional<RegistryLogin> written(List<String> names, String path) {
    ForeignJson auths = config.object("auths");
    for (String part : parts(path)) {
      for (String key : auths.names()) {
        if (isFor(key, names, part)) {
          Optional<RegistryLogin> login = login(auths.object(key));
          if (login.isPresent()) {
            return login;
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns {@code /a/b}, {@code /a} and the empty text for {@code /a/b}. */
  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part = path; !part.isEmpty(); part = part.substring(0, part.lastIndexOf('/'))) {
      parts.add(part);
    }
    parts.add("");
    return parts;
  }

  /** Older clients have written URLs, and with them the version of the registry's API. */
  private static boolean isFor(String key, List<String> names, String part) {
    String plain =
        key.replaceFirst("^https?://", "").replaceFirst("/v[12]/?$", "").replaceFirst("/+$", "");
    return names.stream().anyMatch(name -> plain.equals(name + part) || key.equals(name + part));
  }

  private Optional<RegistryLogin> login(ForeignJson entry) {
    String registryToken = entry.text("registrytoken");
    if (!registryToken.isEmpty()) {
      return Optional.of(new RegistryLogin.RegistryToken(registryToken));
    }
    String identityToken = entry.text("identitytoken");
    if (!identityToken.isEmpty()) {
      return Optional.of(new RegistryLogin.IdentityToken(identityToken));
    }
    String auth = entry.text("auth");
    if (!auth.isEmpty()) {
      return Optional.of(pair(auth).orElseThrow(() -> entry.refused("auth")));
    }
    String user = entry.text("username");
    return user.isEmpty()
        ? Optional.empty()
        : Optional.of(new RegistryLogin.Password(user, entry.text("password")));
  }

  /** Returns a name and a password as Docker writes them, if they are. */
  private static Optional<RegistryLogin.Password> pair(String auth) {
    try {
      String pair = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      // Docker pads a password with zeros.
      return colon > 0
          ? Optional.of(
              new RegistryLogin.Password(
                  pair.substring(0, colon), pair.substring(colon + 1).replaceFirst("\0+$", "")))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
