package dev.flotilla.main.opentofu.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.report.Failure;
import org.junit.jupiter.api.Test;

class StateVersionTest {
  @Test
  void versionIsThatOfTheStateOrOfNone() {
    assertThat(StateVersion.parse("{\"version\":4,\"serial\":7,\"lineage\":\"21d3\"}"))
        .isEqualTo(new StateVersion("21d3", 7));
    assertThat(StateVersion.parse("")).isEqualTo(new StateVersion("", 0));
  }

  @Test
  void refusesWhatIsNoState() {
    assertThatThrownBy(() -> StateVersion.parse("{\"serial\":\"s3cr3t\"}"))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "'tofu state pull' must print a state, got something else at 'serial'; restore the state from a copy if it is damaged");
  }
}
