package dev.flotilla.main.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.environment.RingName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndentedJsonTest {
  private record Row(RingName ring, Optional<RingName> known, Optional<RingName> none) {}

  @Test
  void ringIsItsNameAndWhatIsNotThereAnEmptyText() {
    RingName canary = new RingName("canary");

    assertThat(IndentedJson.text(new Row(canary, Optional.of(canary), Optional.empty())))
        .isEqualTo(
            """
            {
              "ring" : "canary",
              "known" : "canary",
              "none" : ""
            }\
            """);
  }
}
