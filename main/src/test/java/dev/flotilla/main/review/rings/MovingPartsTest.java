package dev.flotilla.main.review.rings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.review.change.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** By the cases of the checker, which finds the same in content. */
class MovingPartsTest {
  private static final Path CASES = Path.of("../checker/internal/rules/testdata/rings.yaml");

  static Stream<Named<Map<?, ?>>> cases() throws IOException {
    List<?> cases =
        (List<?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CASES));
    return cases.stream()
        .map(one -> (Map<?, ?>) one)
        .map(one -> Named.of(String.valueOf(one.get("name")), one));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void partsAreThoseThatTheCheckerFinds(Map<?, ?> one) {
    JsonNode object = new ObjectMapper().valueToTree(one.get("object"));
    String version = object.path("apiVersion").asText();
    ObjectKey key =
        new ObjectKey(
            version.contains("/") ? version.replaceFirst("/.*", "") : "",
            object.path("kind").asText(),
            "",
            "web");

    assertThat(MovingParts.of(key, object, "latest-stable-canary"))
        .isEqualTo(one.get("moves"))
        .isNotNull();
  }
}
