package dev.flotilla.main.command.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({"90s, PT1M30S", "5m, PT5M", "1h30m, PT1H30M", "1h1m1s, PT1H1M1S", "0s, PT0S"})
  void readsWhatFluxReads(String text, Duration duration) {
    assertThat(converter.convert(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5x", "m", "5m ", "-5m", "1.5h", "30s5m"})
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> converter.convert(text))
        .hasMessage("must be a duration such as '5m' or '90s', got '" + text + "'");
  }
}
