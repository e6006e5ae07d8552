package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciTagTest {
  @ParameterizedTest
  @ValueSource(strings = {"latest", "v1.2.3", "_a", "sha-0f1e", "V"})
  void takesWhatRegistriesTake(String tag) {
    assertThat(new OciTag(tag)).hasToString(tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-a", ".a", "a b", "a/b", "a:b", "v1@sha256:0", "${tag}"})
  void refusesWhatNoRegistryTakes(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OciTag(tag))
        .withMessage(
            "an OCI tag must have 1 to 128 letters, digits, '_', '.' or '-', such as 'latest', got '%s'",
            tag);
  }

  @Test
  void refusesATagOfMoreThan128Characters() {
    String tag = "a".repeat(129);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OciTag(tag))
        .withMessage(
            "an OCI tag must have 1 to 128 letters, digits, '_', '.' or '-', such as 'latest', got '%s'",
            tag);
  }
}
