package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedRunTest {
  private static final Path LOG = Path.of("cdktf.out/stacks/staging/flotilla.log");

  @Test
  void tellsThatARetryTakesUpAReleaseThatWasNotReadyInTime() {
    assertThat(messages("helm_release.flux_operator", "context deadline exceeded", ""))
        .containsExactly(
            """
            cluster 'staging': apply: helm_release.flux_operator: context deadline exceeded
            it was not ready in time; run the same command again, it takes up where this one stopped
            all that OpenTofu said is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void tellsHowToTakeOverWhatTheStateDoesNotKnow() {
    assertThat(messages("", "namespaces \"flux-system\" already exists", ""))
        .containsExactly(
            """
            cluster 'staging': apply: namespaces "flux-system" already exists
            the state does not know an object that the cluster has; run 'flotilla deploy' with --adopt to take it over
            all that OpenTofu said is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void cutsALongDetail() {
    assertThat(messages("", "summary", "line\n".repeat(100)).get(0).lines()).hasSize(9);
  }

  @Test
  void fallsBackToPlainText() {
    Outcome outcome = new Outcome(1, List.of(), "\nError: bad configuration\n");

    assertThat(FailedRun.messages("staging", "init", outcome, LOG))
        .containsExactly(
            """
            cluster 'staging': init: OpenTofu ended with exit code 1
            Error: bad configuration
            all that OpenTofu said is in cdktf.out/stacks/staging/flotilla.log""");
  }

  private static List<String> messages(String address, String summary, String detail) {
    String json =
        "{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"address\":\"%s\",\"summary\":\"%s\",\"detail\":\"%s\"}}"
            .formatted(address, summary.replace("\"", "\\\""), detail.replace("\n", "\\n"));
    Outcome outcome = new Outcome(1, List.of(Event.parse(json)), "");
    return FailedRun.messages("staging", "apply", outcome, LOG);
  }
}
