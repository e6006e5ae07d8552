package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.opentofu.run.Event;
import dev.flotilla.main.opentofu.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackDiffTest {
  @Test
  void callsForgottenWhatStaysOnTheCluster() {
    assertThat(
            StackDiff.reworded(
                "  # kubernetes_secret_v1.a will be removed from the OpenTofu state but will not be destroyed"))
        .isEqualTo("  # kubernetes_secret_v1.a will be forgotten, and stays as it is");
    assertThat(
            StackDiff.reworded(
                "\u001b[1m  # a.b\u001b[0m will be removed from the OpenTofu state \u001b[1m\u001b[31mbut will not be destroyed\u001b[0m"))
        .isEqualTo(
            "\u001b[1m  # a.b\u001b[0m will be forgotten, \u001b[1m\u001b[31mand stays as it is\u001b[0m");
    assertThat(StackDiff.reworded("  # a.b will be destroyed"))
        .isEqualTo("  # a.b will be destroyed");
  }

  @Test
  void callsForgottenWhatAPlanTakesFromTheState() {
    Event event =
        Event.parse(
            "{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"kubernetes_secret_v1.a\"},\"action\":\"remove\"}}");

    assertThat(new Plan(Path.of("p"), new RunResult(2, List.of(event), "")).changes())
        .containsExactly("forget kubernetes_secret_v1.a");
  }
}
