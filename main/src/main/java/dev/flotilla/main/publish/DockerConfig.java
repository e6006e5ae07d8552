package dev.flotilla.main.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.process.ChildEnvironment;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import land.oras.ContainerRef;
import land.oras.auth.AuthProvider;
import land.oras.auth.AuthScheme;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for registries from where cosign has them too: the file that {@code docker login}
 * writes, or Podman's. The ORAS SDK's own reader fails on a file without {@code auths}, which is
 * what credential helpers ask for, and on a password with a colon.
 */
final class DockerConfig implements AuthProvider {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Docker calls its own registry. */
  private static final String DOCKER_HUB = "https://index.docker.io/v1/";

  private final JsonNode config;
  private final Map<String, String> environment;

  private DockerConfig(JsonNode config, Map<String, String> environment) {
    this.config = config;
    this.environment = environment;
  }

  /** Reads the first such file that is there. */
  static DockerConfig of(Map<String, String> environment) {
    for (Path file : places(environment)) {
      if (Files.isRegularFile(file)) {
        return new DockerConfig(read(file), environment);
      }
    }
    return new DockerConfig(JSON.createObjectNode(), environment);
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

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      // What it says may quote a password.
      throw new Failure(
          "the credentials of registries must be JSON that you can read, got '%s'; repair it, or remove it and log in anew"
              .formatted(file));
    }
  }

  @Override
  public @Nullable String getAuthHeader(ContainerRef reference) {
    String host = reference.getRegistry();
    String key = host.equals("docker.io") ? DOCKER_HUB : host;
    JsonNode auths = config.path("auths");
    String known = auths.path(key).path("auth").asText();
    if (known.isEmpty()) {
      known = auths.path("https://" + key).path("auth").asText();
    }
    if (!known.isEmpty()) {
      return "Basic " + known;
    }
    String helper = config.path("credHelpers").path(key).asText(config.path("credsStore").asText());
    return helper.isEmpty() ? null : ask("docker-credential-" + helper, key);
  }

  /** Returns nothing if it has none for the registry: it may be public. */
  private @Nullable String ask(String helper, String key) {
    ProcessBuilder command = new ProcessBuilder(helper, "get");
    command.environment().clear();
    command.environment().putAll(ChildEnvironment.CREDENTIAL_HELPER.of(environment));
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = command.start();
      process.getOutputStream().write(key.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      byte[] answer = process.getInputStream().readAllBytes();
      if (process.waitFor() != 0) {
        return null;
      }
      JsonNode credential = JSON.readTree(answer);
      String user = credential.path("Username").asText() + ":" + credential.path("Secret").asText();
      return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Failure(
          "the credential helper of registry '%s' must answer, got '%s'; install it, or log in without it"
              .formatted(key, helper));
    } catch (InterruptedException e) {
      throw Failure.interrupted();
    }
  }

  @Override
  public AuthScheme getAuthScheme() {
    return AuthScheme.BASIC;
  }
}
