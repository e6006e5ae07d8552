package dev.flotilla.main.opentofu.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedRunTest {
  private static final FailedRun RUN =
      new FailedRun(
          "tofu",
          "staging",
          Path.of("cdktf.out/stacks/staging/flotilla.log"),
          InstantSource.fixed(Instant.parse("2026-11-21T17:46:00Z")));

  @Test
  void reportsThatARetryTakesUpAReleaseThatWasNotReadyInTime() {
    assertThat(messages("helm_release.flux_operator", "context deadline exceeded", ""))
        .containsExactly(
            """
            cluster 'staging': apply: helm_release.flux_operator: context deadline exceeded
            it was not ready in time; run the same command again, it continues where this one stopped
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void reportsHowToImportAnObjectThatTheStateDoesNotKnow() {
    assertThat(messages("", "namespaces \"flux-system\" already exists", ""))
        .containsExactly(
            """
            cluster 'staging': apply: namespaces "flux-system" already exists
            the state does not know an object that the cluster has; run 'flotilla deploy' with --adopt to import it
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void reportsThatAnotherRunHasChangedTheStateSinceThePlan() {
    assertThat(messages("", "Saved plan is stale", ""))
        .containsExactly(
            """
            cluster 'staging': apply: Saved plan is stale
            another run has changed the state since it was planned, and nothing was applied; run the command again, or with --plan review it again with 'flotilla diff --out'
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void reportsARunThatWorksOnTheReleaseOrWasKilled() {
    assertThat(
            messages(
                "helm_release.flux_operator",
                "another operation (install/upgrade/rollback) is in progress",
                ""))
        .containsExactly(
            """
            cluster 'staging': apply: helm_release.flux_operator: another operation (install/upgrade/rollback) is in progress
            another run works on the release; wait for its end, then run the command again: it first removes what a killed run has left
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void reportsAnApiServerThatDoesNotListen() {
    assertThat(messages("", "dial tcp 127.0.0.1:6443: connect: connection refused", ""))
        .containsExactly(
            """
            cluster 'staging': apply: dial tcp 127.0.0.1:6443: connect: connection refused
            the cluster's API server must be reachable from this machine; check the network and the context
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void namesWhoHoldsTheLockAndHowToRemoveIt() {
    assertThat(messages("", "Error acquiring the state lock", lockInfo("already locked")))
        .containsExactly(
            """
            cluster 'staging': apply: another run works on the state, got lock '4a88fd04' of plan by root@vm since 2026-11-21 15:40:45 UTC, 2 h 5 min old
            wait for its end; if it is dead already, remove its lock with 'tofu -chdir=cdktf.out/stacks/staging force-unlock -force 4a88fd04'
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void reportsALockThatEndsWithItsRun() {
    assertThat(
            messages(
                "", "Error acquiring the state lock", lockInfo("resource temporarily unavailable")))
        .containsExactly(
            """
            cluster 'staging': apply: another run works on the state, got lock '4a88fd04' of plan by root@vm since 2026-11-21 15:40:45 UTC, 2 h 5 min old
            wait for its end, then run the command again
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  /** As OpenTofu prints it. */
  private static String lockInfo(String why) {
    return """
        Error message: %s
        Lock Info:
          ID:        4a88fd04
          Path:
          Operation: OperationTypePlan
          Who:       root@vm
          Version:   1.12.6
          Created:   2026-11-21 15:40:45.727645391 +0000 UTC
          Info:

        OpenTofu acquires a state lock to protect the state from being written
        """
        .formatted(why);
  }

  @Test
  void namesWhatOtherBinariesOfTheProvidersLeftBehind() {
    assertThat(
            messages(
                "",
                "Failed to install provider",
                "the local package doesn't match any of the checksums previously recorded in the dependency lock file"))
        .containsExactly(
            """
            cluster 'staging': apply: Failed to install provider
            the local package doesn't match any of the checksums previously recorded in the dependency lock file
            the providers' binaries differ from those of the last run; if that is intended, remove the recorded checksums with 'rm -r cdktf.out/stacks/staging/.terraform cdktf.out/stacks/staging/.terraform.lock.hcl' and run the command again
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void reportsARemedyOnce() {
    RunResult outcome =
        new RunResult(
            1,
            List.of(
                error("", "Failed to resolve provider packages", "kubernetes"),
                error("", "Failed to resolve provider packages", "helm")),
            "");

    assertThat(RUN.messages("init", outcome))
        .containsExactly(
            "cluster 'staging': init: Failed to resolve provider packages\nkubernetes",
            """
            cluster 'staging': init: Failed to resolve provider packages
            helm
            the registry of the providers must be reachable; in a closed network, fill a folder with 'tofu providers mirror' elsewhere and name it as filesystem_mirror in the file that TF_CLI_CONFIG_FILE names
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  @Test
  void cutsALongDetail() {
    assertThat(messages("", "summary", "line\n".repeat(100)).get(0).lines()).hasSize(9);
  }

  @Test
  void fallsBackToPlainText() {
    RunResult outcome = new RunResult(1, List.of(), "\nError: bad configuration\n");

    assertThat(RUN.messages("init", outcome))
        .containsExactly(
            """
            cluster 'staging': init: OpenTofu ended with exit code 1
            Error: bad configuration
            OpenTofu's full output is in cdktf.out/stacks/staging/flotilla.log""");
  }

  private static List<String> messages(String address, String summary, String detail) {
    return RUN.messages("apply", new RunResult(1, List.of(error(address, summary, detail)), ""));
  }

  private static Event error(String address, String summary, String detail) {
    return Event.parse(
        "{\"type\":\"diagnostic\",\"diagnostic\":{\"severity\":\"error\",\"address\":\"%s\",\"summary\":\"%s\",\"detail\":\"%s\"}}"
            .formatted(address, summary.replace("\"", "\\\""), detail.replace("\n", "\\n")));
  }
}
