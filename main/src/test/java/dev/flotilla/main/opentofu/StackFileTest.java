package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.json.AnyJson;
import dev.flotilla.main.opentofu.run.StateChange;
import dev.flotilla.main.opentofu.state.BootstrapValues;
import dev.flotilla.main.opentofu.state.ReencryptedStack;
import dev.flotilla.main.opentofu.state.StateBackend;
import dev.flotilla.main.opentofu.state.StateMigration;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackFileTest {
  private static final String STACK =
      """
      {"terraform": {"backend": {"local": {"path": "x"}},
        "encryption": {"key_provider": {"pbkdf2": {"flotilla": {"passphrase": "${var.p}"}}},
          "method": {"aes_gcm": {"flotilla": {"keys": "${key_provider.pbkdf2.flotilla}"}}},
          "state": {"method": "method.aes_gcm.flotilla", "fallback": {"method": "m"}}}},
       "provider": {"kubernetes": [{"exec": {"command": "aws"}}]},
       "variable": {"p": {"type": "string"}},
       "data": {"helm_template": {"flux_operator": {"values": ["a"]}}},
       "resource": {"helm_release": {"flux": {"name": "flux", "values": ["b"]}},
         "kubernetes_namespace_v1": {"flux_system": {"metadata": {"annotations": {"flotilla.dev/owner": "o"}}}}}}
      """;

  @TempDir Path folder;

  private ObjectNode read(String text) throws IOException {
    return StackFile.read(Files.writeString(folder.resolve("cdk.tf.json"), text));
  }

  @Test
  void readsWhatASynthWrites() throws IOException {
    assertThat(read(STACK).path("terraform").path("backend").fieldNames())
        .toIterable()
        .containsExactly("local");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                              | ''",
        "{}                                              | ''",
        "null                                            | ''",
        "{'terraform': [{}]}                             | terraform",
        "{'terraform': {'backend': 's3'}}                | terraform.backend",
        "{'terraform': {'backend': {'s3': 1}}}           | terraform.backend.s3",
        "{'resource': {'helm_release': {'a': []}}}       | resource.helm_release.a",
      })
  void refusesAFileThatIsNotAStack(String text, String place) {
    assertThatThrownBy(() -> read(text.replace('\'', '"')))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "'%s' must be a stack as 'flotilla synth' writes it, got something else%s; correct what overrides it in the fleet, and run the command again",
            folder.resolve("cdk.tf.json"), place.isEmpty() ? "" : " at '" + place + "'");
  }

  /** What is read of a stack later needs no care any more. */
  @Test
  void everyJsonIsAStackOrRefused() throws IOException {
    for (String json : AnyJson.insteadOf(STACK)) {
      try {
        ObjectNode stack = read(json);
        StateBackend backend = StateBackend.ofStack(stack);
        assertThat(backend.in(stack).toString() + backend.file(folder)).isNotEmpty();
        BootstrapValues.ofStack(stack);
        new StackEnvironment(stack).of(Map.of("PATH", "/bin"), folder.resolve("none"));
        for (StateChange change : StateChange.values()) {
          new ReencryptedStack(stack).steps(change);
        }
      } catch (Failure failure) {
        // A name is shown: who wrote the fleet has to find it.
        assertThat(failure.getMessage().replace("." + AnyJson.SECRET, ""))
            .contains("must be a stack as 'flotilla synth' writes it, got something else")
            .doesNotContain(AnyJson.SECRET);
      }
    }
  }

  @Test
  void everyPulledStateIsOneOrRefused() {
    for (String json :
        AnyJson.insteadOf(
            "{\"serial\": 3, \"lineage\": \"l\", \"resources\": [{\"type\": \"t\"}]}")) {
      try {
        assertThat(StateMigration.withNextSerial(json)).contains("serial");
      } catch (Failure failure) {
        assertThat(failure.getMessage())
            .startsWith("'tofu state pull' must print a state, got something else")
            .doesNotContain(AnyJson.SECRET);
      }
    }
    assertThat(StateMigration.parse("").path("resources").isEmpty()).isTrue();
  }
}
