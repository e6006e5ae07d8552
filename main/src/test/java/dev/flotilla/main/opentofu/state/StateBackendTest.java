package dev.flotilla.main.opentofu.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.json.AnyJson;
import dev.flotilla.main.report.Failure;
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
      quoteCharacter = '"',
      value = {
        "'local': {'path': '../x.tfstate'} | local ../x.tfstate",
        "'s3': {'bucket': 'b', 'key': 'k', 'secret_key': 'secret'} | s3 b k",
        "'http': {'address': 'https://me:secret@acme.example/s', 'password': 'secret'} | http https://acme.example/s",
        "'pg': {'conn_str': 'postgres://me:secret@db', 'schema_name': 'fleet'} | pg fleet",
        "'gcs': {'bucket': 'b', 'prefix': null, 'credentials': 'secret'} | gcs b",
        "'kubernetes': {'secret_suffix': 'staging', 'namespace': 'default', 'token': 'secret'} | kubernetes default staging"
      })
  void backendIsNamedWithoutASecret(String backend, String shown) {
    assertThat(StateBackend.ofStack(stack(backend))).hasToString(shown);
  }

  @Test
  void backendIsKnownFromWhatOpenTofuHasNoted() throws IOException {
    Files.createDirectory(folder.resolve(".terraform"));
    Path note = folder.resolve(".terraform/terraform.tfstate");
    Files.writeString(
        note,
        "{\"version\":3,\"backend\":{\"type\":\"local\",\"config\":{\"path\":\"../x.tfstate\",\"workspace_dir\":null},\"hash\":1}}");
    assertThat(StateBackend.ofFolder(folder))
        .isEqualTo(StateBackend.ofStack(stack("'local': {'path': '../x.tfstate'}")));
    assertThat(StateBackend.ofFolder(folder).file(folder))
        .contains(folder.resolveSibling("x.tfstate"));
  }

  @Test
  void backendIsUnknownFromANoteThatIsNotOfOpenTofu() throws IOException {
    Files.createDirectory(folder.resolve(".terraform"));
    Path note = folder.resolve(".terraform/terraform.tfstate");
    for (String json :
        AnyJson.insteadOf(
            "{\"backend\": {\"type\": \"local\", \"config\": {\"path\": \"x\", \"workspace_dir\": null}}}")) {
      Files.writeString(note, json);
      try {
        StateBackend backend = StateBackend.ofFolder(folder);
        assertThat(backend.type()).isNotEmpty();
        assertThat(backend.file(folder).toString() + backend).isNotEmpty();
      } catch (Failure failure) {
        assertThat(failure.getMessage())
            .startsWith(
                "'%s' must say where the state was kept, as OpenTofu has noted it, got something else"
                    .formatted(note))
            .endsWith("; restore it, or remove it if the state is already where the fleet says")
            .doesNotContain(AnyJson.SECRET);
      }
    }
    Files.delete(note);
    assertThatThrownBy(() -> StateBackend.ofFolder(folder)).isInstanceOf(Failure.class);
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
