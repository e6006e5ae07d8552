package dev.flotilla.main.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class InterruptionTest {
  @Test
  void interruptionMayHaveCausedThatAProgramDidNotStart() {
    assertThat(
            Interruption.mayHaveCaused(
                new IOException(
                    "Cannot run program \"tofu\": error=0, Failed to exec spawn helper: pid: 7, signal: 2")))
        .isTrue();
  }

  @Test
  void interruptionHasNotCausedThatAProgramIsMissing() {
    assertThatThrownBy(() -> new ProcessBuilder("no-such-program").start())
        .isInstanceOfSatisfying(
            IOException.class, e -> assertThat(Interruption.mayHaveCaused(e)).isFalse());
  }
}
