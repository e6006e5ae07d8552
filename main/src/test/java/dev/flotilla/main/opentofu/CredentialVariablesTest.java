package dev.flotilla.main.opentofu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.credential.Credential;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.main.opentofu.run.Event;
import dev.flotilla.main.opentofu.run.RunResult;
import dev.flotilla.main.opentofu.state.Recorded;
import dev.flotilla.main.opentofu.state.StackState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CredentialVariablesTest {
  private static final String VARIABLE = "TF_VAR_ghcr_auth_password";
  private static final Map<String, String> GIVEN = Map.of(VARIABLE, "hunter2-hunter2");
  private static final Cluster STAGING = Cluster.workload("staging", Environment.STAGING).build();

  @Nested
  class Variables {
    @Test
    void variablesArePassedOnWhenGiven() {
      assertThat(credentials(1, GIVEN).variables()).containsExactlyEntriesOf(GIVEN);
    }

    @Test
    void variablesArePlaceholdersWhenNotGiven() {
      assertThat(credentials(1, Map.of()).variables())
          .containsExactly(Map.entry(VARIABLE, "not-given"));
      assertThat(credentials(1, Map.of(VARIABLE, "")).variables())
          .containsExactly(Map.entry(VARIABLE, "not-given"));
    }
  }

  @Nested
  class Demand {
    @Test
    void refusesAMissingValueOfANewSecret() {
      assertThatThrownBy(() -> credentials(1, Map.of()).checkForApply(Recorded.emptyState()))
          .hasMessage(
              "credential 'ghcr-auth' of cluster 'staging' must be given, because its Secret is not in the state; set TF_VAR_ghcr_auth_password: "
                  + description());
    }

    @Test
    void refusesAMissingValueOfAHigherRevision() throws IOException {
      StackState applied = Recorded.state(1);

      assertThatThrownBy(() -> credentials(2, Map.of()).checkForApply(applied))
          .hasMessage(
              "credential 'ghcr-auth' of cluster 'staging' must be given, because its revision rises from 1 to 2; set TF_VAR_ghcr_auth_password: "
                  + description());
    }

    @Test
    void refusesAMissingValueOfASecretThatThePlanCreates() {
      try (Plan plan = plan("create", "kubernetes_secret_v1.ghcr_auth")) {
        assertThatThrownBy(() -> credentials(1, Map.of()).checkCreated(plan))
            .hasMessage(
                "credential 'ghcr-auth' of cluster 'staging' must be given, because its Secret is created; set TF_VAR_ghcr_auth_password: "
                    + description());
      }
    }

    @Test
    void reportsEveryMissingValueAndEveryOtherProblemAtOnce() throws IOException {
      CredentialVariables two =
          new CredentialVariables(
              STAGING,
              List.of(
                  Credential.registry("ghcr-auth", "ghcr.io", "flux"),
                  Credential.gitBasic("git-auth", "flux")),
              Map.of());

      assertThatThrownBy(() -> two.checkForApply(Recorded.state(2)))
          .hasMessage(
              """
              the revision of credential 'ghcr-auth' of cluster 'staging' must not fall below the applied 2, got '1'; set it to 2, or to 3 to send a new value
              credential 'git-auth' of cluster 'staging' must be given, because its Secret is not in the state; set TF_VAR_git_auth_password: %s"""
                  .formatted(
                      Credential.gitBasic("git-auth", "flux")
                          .variables()
                          .get("git_auth_password")));
    }

    @Test
    void takesNoValueForAnAppliedRevision() throws IOException {
      StackState applied = Recorded.state(2);

      assertThatCode(() -> credentials(2, Map.of()).checkForApply(applied))
          .doesNotThrowAnyException();
    }

    @Test
    void takesNoValueForAPlanWithoutTheSecret() {
      try (Plan plan = plan("update", "kubernetes_secret_v1.ghcr_auth")) {
        assertThatCode(() -> credentials(1, Map.of()).checkCreated(plan))
            .doesNotThrowAnyException();
      }
    }

    @Test
    void applyIsAllowedWithEveryVariable() throws IOException {
      StackState applied = Recorded.state(1);

      assertThatCode(() -> credentials(1, GIVEN).checkForApply(Recorded.emptyState()))
          .doesNotThrowAnyException();
      assertThatCode(() -> credentials(2, GIVEN).checkForApply(applied)).doesNotThrowAnyException();
    }
  }

  @Nested
  class Revision {
    @Test
    void revisionMayNotFall() throws IOException {
      StackState applied = Recorded.state(3);

      assertThatThrownBy(() -> credentials(2, GIVEN).checkRevisions(applied))
          .hasMessage(
              "the revision of credential 'ghcr-auth' of cluster 'staging' must not fall below the applied 3, got '2'; set it to 3, or to 4 to send a new value");
    }

    @Test
    void revisionMayStayOrRise() throws IOException {
      StackState applied = Recorded.state(3);

      assertThatCode(() -> credentials(3, GIVEN).checkRevisions(applied))
          .doesNotThrowAnyException();
      assertThatCode(() -> credentials(4, GIVEN).checkRevisions(applied))
          .doesNotThrowAnyException();
    }
  }

  @Nested
  class Passphrase {
    private final Cluster encrypted =
        Cluster.workload("staging", Environment.STAGING)
            .encryption(Encryption.passphrase())
            .build();

    @Test
    void passphraseIsDemandedByAnEncryptedState() {
      assertThatThrownBy(
              () -> new CredentialVariables(encrypted, List.of(), Map.of()).checkPassphrase())
          .hasMessage(
              "the passphrase of the state of cluster 'staging' must be given; set TF_VAR_state_passphrase");
    }

    @Test
    void passphraseIsNotDemandedByAStateInTheClear() {
      Map<String, String> environment = Map.of("TF_VAR_state_passphrase", "sixteen-characters");

      assertThatCode(
              () -> new CredentialVariables(encrypted, List.of(), environment).checkPassphrase())
          .doesNotThrowAnyException();
      assertThatCode(() -> credentials(1, Map.of()).checkPassphrase()).doesNotThrowAnyException();
    }
  }

  private static CredentialVariables credentials(int revision, Map<String, String> environment) {
    Credential credential =
        Credential.registry("ghcr-auth", "ghcr.io", "flux").withRevision(revision);
    return new CredentialVariables(STAGING, List.of(credential), environment);
  }

  private static String description() {
    return Credential.registry("ghcr-auth", "ghcr.io", "flux")
        .variables()
        .get("ghcr_auth_password");
  }

  private static Plan plan(String action, String address) {
    Event event =
        Event.parse(
            "{\"type\": \"planned_change\", \"change\": {\"resource\": {\"addr\": \"%s\"}, \"action\": \"%s\"}}"
                .formatted(address, action));
    return new Plan(Path.of("no-such-plan"), new RunResult(2, List.of(event), ""));
  }
}
