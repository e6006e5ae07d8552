package dev.flotilla.main.review.danger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.opentofu.PlannedChange;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DestructionRuleTest {
  @Test
  void reportsWhatOpenTofuDestroysOrReplaces() {
    assertThat(
            DestructionRule.of(
                "staging",
                List.of(
                    new PlannedChange("delete", "kubernetes_secret_v1.old"),
                    new PlannedChange("replace", "terraform_data.key"))))
        .containsExactly(
            danger("kubernetes_secret_v1.old", "is destroyed"),
            danger("terraform_data.key", "is destroyed and created anew"));
  }

  @Test
  void ruleIsSilentAboutWhatIsCreatedChangedOrOnlyForgotten() {
    assertThat(
            DestructionRule.of(
                "staging",
                List.of(
                    new PlannedChange("create", "helm_release.flux"),
                    new PlannedChange("update", "helm_release.flux"),
                    new PlannedChange("forget", "helm_release.flux"))))
        .isEmpty();
  }

  private static Danger danger(String address, String message) {
    return new Danger(DangerKind.DESTROYED, address, message, List.of("staging"));
  }
}
