package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the API server for quantities, as its source has them. */
class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "+1, 1",
    "007, 7",
    "0.5, 0.5",
    ".5, 0.5",
    "1., 1",
    "500m, 0.5",
    "3u, 0.000003",
    "1n, 0.000000001",
    "2k, 2000",
    "2M, 2000000",
    "1E, 1000000000000000000",
    "1e3, 1000",
    "1E3, 1000",
    "1e-3, 0.001",
    "1Ki, 1024",
    "1.5Gi, 1610612736",
    "7Ei, 8070450532247928832",
    "9223372036854775807, 9223372036854775807",
    "0e999999999, 0",
  })
  void readsEachSuffixAsItsAmount(String value, BigDecimal amount) {
    assertThat(Quantity.amount("it", value)).isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "m",
        "-1",
        "1 Gi",
        "1gb",
        "1K",
        "1kI",
        "1Mib",
        "1e",
        "1e+",
        "1e3.5",
        "1e3Ki",
        "0x10",
        "1,5",
        "1_000",
        "NaN",
        "1e99999999999",
        "\u0661"
      })
  void refusesWhatIsNotInTheGrammar(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.amount("it", value))
        .withMessage(
            "it must be a Kubernetes quantity such as '500m' or '2Gi', got '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e999999999", "8Ei", "9223372036854775808", "10E"})
  void refusesMoreThanKubernetesCounts(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.amount("it", value))
        .withMessage("it must be at most '9223372036854775807', got '" + value + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1n", "1e-10", "0.0000000001", "1e-400"})
  void refusesFractionsOfANano(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.amount("it", value))
        .withMessage("it must be a multiple of '1n', got '" + value + "'");
  }
}
