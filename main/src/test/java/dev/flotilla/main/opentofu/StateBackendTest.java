package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateBackendTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'local': {'path': '../x.tfstate'} | local ../x.tfstate",
        "'s3': {'bucket': 'b', 'key': 'k', 'secret_key': 'secret'} | s3 b k",
        "'http': {'address': 'https://me:secret@acme.example/s', 'password': 'secret'} | http https://acme.example/s",
        "'pg': {'conn_str': 'postgres://me:secret@db', 'schema_name': 'fleet'} | pg fleet",
        "'gcs': {'bucket': 'b', 'prefix': null, 'credentials': 'secret'} | gcs b",
        "'kubernetes': {'secret_suffix': 'staging', 'namespace': 'default', 'token': 'secret'} | kubernetes default staging"
      })
  void isToldWithoutASecret(String backend, String told) {
    assertThat(StateBackend.ofStack(stack(backend))).hasToString(told);
  }

  @Test
  void isKnownFromWhatOpenTofuHasNoted() throws IOException {
    assertThat(StateBackend.ofFolder(folder)).isEmpty();

    Files.createDirectory(folder.resolve(".terraform"));
    Path note = folder.resolve(".terraform/terraform.tfstate");
    Files.writeString(
        note,
        "{\"version\":3,\"backend\":{\"type\":\"local\",\"config\":{\"path\":\"../x.tfstate\",\"workspace_dir\":null},\"hash\":1}}");
    assertThat(StateBackend.ofFolder(folder))
        .contains(StateBackend.ofStack(stack("'local': {'path': '../x.tfstate'}")));
    assertThat(StateBackend.ofFolder(folder).orElseThrow().file(folder))
        .contains(folder.resolveSibling("x.tfstate"));

    Files.writeString(note, "garbled");
    assertThat(StateBackend.ofFolder(folder)).isEmpty();
  }

  @Test
  void takesThePlaceOfAStacksOwn() {
    StateBackend other = StateBackend.ofStack(stack("'http': {'address': 'https://a'}"));

    assertThat(other.in(stack("'local': {'path': 'x'}")))
        .isEqualTo(stack("'http': {'address': 'https://a'}"));
  }

  private static JsonNode stack(String backend) {
    try {
      return new ObjectMapper()
          .readTree("{'terraform': {'backend': {%s}}}".formatted(backend).replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
