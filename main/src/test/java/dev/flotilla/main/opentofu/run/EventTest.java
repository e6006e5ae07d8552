package dev.flotilla.main.opentofu.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.opentofu.Plan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventTest {
  @Test
  void readsAChange() {
    assertThat(
            Event.parse(
                """
                {"@level":"info","@message":"kubernetes_secret_v1.ghcr_auth: Plan to create","@module":"tofu.ui","change":{"resource":{"addr":"kubernetes_secret_v1.ghcr_auth","module":""},"action":"create"},"type":"planned_change"}"""))
        .isEqualTo(
            new Event(
                "planned_change",
                "kubernetes_secret_v1.ghcr_auth: Plan to create",
                "kubernetes_secret_v1.ghcr_auth",
                "create",
                Optional.empty()));
  }

  @Test
  void readsAnError() {
    Event event =
        Event.parse(
            """
            {"@level":"error","@message":"Error: context deadline exceeded","diagnostic":{"severity":"error","summary":"context deadline exceeded","detail":"","address":"helm_release.flux_operator"},"type":"diagnostic"}""");

    assertThat(event.diagnostic())
        .contains(
            new Diagnostic(true, "helm_release.flux_operator", "context deadline exceeded", ""));
  }

  @Test
  void reportsAnInterruption() {
    String said =
        """
        {"@level":"info","@message":"\\nInterrupt received.\\nPlease wait for OpenTofu to exit or data loss may occur.\\nGracefully shutting down...\\n","@module":"tofu.ui","type":"log"}""";

    assertThat(Event.parse(said).isInterruption()).isTrue();
    assertThat(Event.parse("helm_release.flux: Creating...").isInterruption()).isFalse();
  }

  @Test
  void takesOtherTextAsItIs() {
    assertThat(Event.parse("There are some problems").message())
        .isEqualTo("There are some problems");
    assertThat(Event.parse("17").message()).isEqualTo("17");
  }

  @Test
  void planReportsItsChangesAndOpenTofusSummary() {
    List<Event> events =
        List.of(
            Event.parse(
                "{\"type\":\"planned_change\",\"change\":{\"resource\":{\"addr\":\"helm_release.flux\"},\"action\":\"update\"}}"),
            Event.parse(
                "{\"type\":\"change_summary\",\"@message\":\"Plan: 0 to add, 1 to change, 0 to destroy.\"}"));

    try (Plan plan = new Plan(Path.of("no-such-plan"), new RunResult(2, events, ""))) {
      assertThat(plan.hasChanges()).isTrue();
      assertThat(plan.summary()).isEqualTo("0 to add, 1 to change, 0 to destroy");
      assertThat(plan.changes()).containsExactly("update helm_release.flux");
    }
  }
}
