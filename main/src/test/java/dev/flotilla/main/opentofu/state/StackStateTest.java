package dev.flotilla.main.opentofu.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.main.json.AnyJson;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackStateTest {
  @Test
  void reportsWhatWasApplied() throws IOException {
    StackState state = Recorded.state(3);

    assertThat(state.isEmpty()).isFalse();
    assertThat(state.addresses())
        .containsExactly(
            "helm_release.flux",
            "helm_release.flux_operator",
            "kubernetes_namespace_v1.flux_system",
            "kubernetes_secret_v1.ghcr_auth");
    assertThat(state.hasNamespace("flux-system")).isTrue();
    assertThat(state.hasNamespace("other")).isFalse();
    assertThat(state.secretRevision("ghcr-auth")).hasValue(3);
    assertThat(state.secretRevision("other")).isEmpty();
  }

  @Test
  void ignoresSecretsOfAUsersOwnConstructs() {
    StackState state =
        StackState.parse(
            """
            {"values": {"root_module": {"resources": [
              {"address": "kubernetes_secret_v1.ghcr_auth", "mode": "managed", "type": "kubernetes_secret_v1",
               "values": {"metadata": [{"name": "ghcr-auth", "namespace": "flux-system"}]}},
              {"address": "kubernetes_secret_v1.Mine", "mode": "managed", "type": "kubernetes_secret_v1",
               "values": {"metadata": [{"name": "mine", "namespace": "flux-system"}]}}]}}}
            """);

    assertThat(state.secrets()).containsExactly("ghcr-auth");
  }

  @Test
  void stateIsEmptyBeforeTheFirstApply() {
    StackState state = Recorded.emptyState();

    assertThat(state.isEmpty()).isTrue();
    assertThat(state.addresses()).isEmpty();
    assertThat(state.hasNamespace("flux-system")).isFalse();
  }

  @Test
  void stateIsEmptyWhenOnlyDataWasRead() {
    StackState state =
        StackState.parse(
            """
            {"values": {"root_module": {"resources": [
              {"address": "data.helm_template.flux_operator", "mode": "data", "type": "helm_template"}]}}}
            """);

    assertThat(state.isEmpty()).isTrue();
  }

  @Test
  void refusesAMalformedStateWithoutPrintingIt() {
    assertThatThrownBy(() -> StackState.parse("password=hunter2"))
        .hasMessage(
            "'tofu show -json' must print a state, got something else; restore the state from a copy if it is damaged, or check that the program is OpenTofu");
    assertThatThrownBy(
            () ->
                StackState.parse(
                        "{\"values\": {\"root_module\": {\"resources\": [{\"mode\": 7}]}}}")
                    .isEmpty())
        .hasMessage(
            "'tofu show -json' must print a state, got something else at 'values.root_module.resources[0].mode'; restore the state from a copy if it is damaged, or check that the program is OpenTofu");
  }

  @Test
  void everyJsonIsAStateOrRefused() throws IOException {
    for (String json : AnyJson.insteadOf(Recorded.text("state.json"))) {
      try {
        StackState state = StackState.parse(json);
        state.addresses();
        state.hasNamespace("flux-system");
        state.secrets();
        state.secretRevision("ghcr-auth");
        state.bootstrapValues();
      } catch (Failure failure) {
        assertThat(failure.getMessage())
            .startsWith("'tofu show -json' must print a state, got something else")
            .doesNotContain(AnyJson.SECRET);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[]"})
  void refusesEmptyOutput(String json) {
    assertThatThrownBy(() -> StackState.parse(json)).isInstanceOf(Failure.class);
  }
}
