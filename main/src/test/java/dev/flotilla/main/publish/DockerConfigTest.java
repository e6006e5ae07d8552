package dev.flotilla.main.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import land.oras.ContainerRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerConfigTest {
  private static final String ANN = Base64.getEncoder().encodeToString("ann:a:b".getBytes(UTF_8));

  @TempDir Path folder;

  @Test
  void findsWhatDockerLoginHasWritten() throws IOException {
    write(
        "config.json", "{\"auths\": {\"ghcr.io\": {\"auth\": \"" + ANN + "\"}, \"quay.io\": {}}}");

    assertThat(header("ghcr.io")).isEqualTo("Basic " + ANN);
    assertThat(header("quay.io")).isNull();
    assertThat(header("registry.acme.example")).isNull();
  }

  @Test
  void findsOlderFormsAndDockersOwnRegistry() throws IOException {
    write(
        "config.json",
        "{\"auths\": {\"https://ghcr.io\": {\"auth\": \"YTpi\"}, \"https://index.docker.io/v1/\": {\"auth\": \"Yzpk\"}}}");

    assertThat(header("ghcr.io")).isEqualTo("Basic YTpi");
    assertThat(header("docker.io")).isEqualTo("Basic Yzpk");
  }

  @Test
  void readsTheFirstFileThatIsThere() throws IOException {
    Path podman = write("auth.json", "{\"auths\": {\"ghcr.io\": {\"auth\": \"YTpi\"}}}");
    Path docker = folder.resolve("docker");
    Map<String, String> environment =
        Map.of("DOCKER_CONFIG", docker.toString(), "REGISTRY_AUTH_FILE", podman.toString());
    ContainerRef fleet = ContainerRef.parse("ghcr.io/acme/fleet");

    assertThat(DockerConfig.of(environment).getAuthHeader(fleet)).isEqualTo("Basic YTpi");
    Files.createDirectory(docker);
    Files.writeString(docker.resolve("config.json"), "{}");
    assertThat(DockerConfig.of(environment).getAuthHeader(fleet)).isNull();
  }

  @Test
  void hasNoneWithoutAFile() {
    assertThat(header("ghcr.io")).isNull();
  }

  @Test
  void tellsOfAHelperThatIsMissing() throws IOException {
    write("config.json", "{\"credHelpers\": {\"ghcr.io\": \"not-installed\"}}");

    assertThat(header("quay.io")).isNull();
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> header("ghcr.io"))
        .withMessage(
            "the credential helper of registry 'ghcr.io' must answer, got 'docker-credential-not-installed'; install it, or log in without it");
  }

  @Test
  void refusesWhatIsNotJsonWithoutShowingIt() throws IOException {
    Path file = write("config.json", "{\"auths\": \"s3cr3t");

    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> header("ghcr.io"))
        .withMessage(
            "the credentials of registries must be JSON that you can read, got '%s'; repair it, or remove it and log in anew",
            file);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String header(String host) {
    return DockerConfig.of(Map.of("DOCKER_CONFIG", folder.toString()))
        .getAuthHeader(ContainerRef.parse(host + "/acme/fleet"));
  }
}
