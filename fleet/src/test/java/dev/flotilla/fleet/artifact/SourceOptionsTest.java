package dev.flotilla.fleet.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOptionsTest {
  @Test
  void addsNothingByDefault() {
    assertThat(SourceOptions.DEFAULT.toSpec()).isEmpty();
  }

  @Test
  void sourceOptionsAreTheFieldsOfAnOciRepository() {
    SourceOptions options =
        SourceOptions.DEFAULT
            .withTimeout(Duration.ofMinutes(2))
            .withLayer("application/vnd.acme.config.v1.tar+gzip")
            .withIgnored("/docs", "!/docs/*.yaml")
            .withIgnored("*.md");

    assertThat(options.toSpec())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ignore",
                "/docs\n!/docs/*.yaml\n*.md\n",
                "layerSelector",
                Map.of("mediaType", "application/vnd.acme.config.v1.tar+gzip"),
                "timeout",
                "2m"));
  }

  @Test
  void sourceOptionsRefuseATimeoutThatFluxDoesNotTake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SourceOptions.DEFAULT.withTimeout(Duration.ofMillis(1500)))
        .withMessage(
            "the timeout of an artifact's source must be whole seconds, at least 1 s, got 'PT1.5S'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "tar+gzip", "application/", "application/a b", "a/b/c", "a/b;c=d"})
  void refusesALayerThatIsNoMediaType(String layer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SourceOptions.DEFAULT.withLayer(layer))
        .withMessage(
            "the layer of an artifact must be named by its media type, got '%s'; write one such as 'application/vnd.cncf.flux.content.v1.tar+gzip'",
            layer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "/docs\n/tests", "/docs\n"})
  void sourceOptionsRefuseAPatternThatIsNotOneLine(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SourceOptions.DEFAULT.withIgnored(pattern))
        .withMessage(
            "a pattern of ignored files must be one line that is not blank, got '%s'; pass each line as an argument of its own",
            pattern);
    assertThat(SourceOptions.DEFAULT.withIgnored("/docs", "/tests").ignored())
        .isEqualTo(List.of("/docs", "/tests"));
  }
}
