package dev.flotilla.main.publish.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {
  @Test
  void areOrderedByNumbers() {
    List<String> sorted =
        Stream.of("v1.10.0", "v1.9.0", "v0.0.1", "v1.9.10", "v1.9.9", "v10.0.0")
            .map(ReleaseVersion::parse)
            .map(Optional::orElseThrow)
            .sorted()
            .map(ReleaseVersion::toString)
            .toList();

    assertThat(sorted)
        .containsExactly("v0.0.1", "v1.9.0", "v1.9.9", "v1.9.10", "v1.10.0", "v10.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "v1.2",
        "v1.2.3-rc.1",
        "v1.2.3+1",
        "v01.2.3",
        "v1.2.3.4",
        "frontend/v1.2.3",
        "v1.2.3456789012"
      })
  void arePlainSemanticVersions(String text) {
    assertThat(ReleaseVersion.parse(text)).isEmpty();
  }
}
