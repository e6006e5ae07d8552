package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> NAMES = List.of("staging", "prod-eu", "prod-us", "update");

  @ParameterizedTest
  @CsvSource({
    "stagin, staging",
    "sttaging, staging",
    "stageng, staging",
    "prod-ue, prod-eu",
    "produs, prod-us",
  })
  void findsTheNameThatWasMeant(String typed, String meant) {
    assertThat(Suggestion.nearest(typed, NAMES)).contains(meant);
  }

  @Test
  void findsNoNameThatIsTooDifferent() {
    assertThat(Suggestion.nearest("production", NAMES)).isEmpty();
    assertThat(Suggestion.nearest("x", List.of("a", "ab"))).isEmpty();
    assertThat(Suggestion.nearest("staging", List.of())).isEmpty();
  }
}
