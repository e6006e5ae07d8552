package dev.flotilla.main.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.main.publish.RenderedFleets;
import dev.flotilla.main.publish.TestArtifacts;
import dev.flotilla.main.report.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningWorkflowsTest {
  private static final List<String> FILES = List.of("push-web.yaml");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on: workflow_call",
        "on: [push, workflow_call]",
        "on:\n  - push\n  - workflow_call",
        "on:\n  push: {branches: [main]}\n  workflow_call:",
        "on:\n  workflow_call:\n    inputs: {ref: {type: string}}",
        "'on': {workflow_call: {}}",
        "{\"on\": \"workflow_call\"}",
        "true: [workflow_call]",
        "x: &events [workflow_call]\non: *events",
        "on: WORKFLOW_CALL",
      })
  void signingWorkflowsRefuseWhatOtherRepositoriesMayCall(String yaml) {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> SigningWorkflows.refuseCallable(FILES, file -> Optional.of(yaml)))
        .withMessage(
            "a workflow that signs must not have the trigger 'workflow_call', by which other repositories sign as it, got '.github/workflows/push-web.yaml'; remove that trigger, or have clusters accept it by its commit (ArtifactSigner.pinnedWorkflow)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "on: push",
        "on: [push, workflow_dispatch]",
        "on:\n  workflow_dispatch:\n    inputs: {workflow_call: {type: string}}",
        "# on: workflow_call\non: push\njobs: {call: {uses: ./.github/workflows/other.yaml}}",
        "on: {workflow_run: {workflows: [workflow_call]}}",
        "- workflow_call",
        "",
      })
  void signingWorkflowsTakeWhatOnlyTheirOwnRepositoryRuns(String yaml) {
    assertThatCode(() -> SigningWorkflows.refuseCallable(FILES, file -> Optional.of(yaml)))
        .doesNotThrowAnyException();
  }

  @Test
  void signingWorkflowsRefuseWhatCannotBeRead() {
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(
            () -> SigningWorkflows.refuseCallable(FILES, file -> Optional.of("on: push\non: {")))
        .withMessageMatching(
            "a workflow that signs must be YAML, so that its triggers are known, got '.github/workflows/push-web.yaml' \\(line \\d: .+\\); correct it");
  }

  @Test
  void signingWorkflowsTakeAFileThatIsNotThere() {
    assertThatCode(() -> SigningWorkflows.refuseCallable(FILES, file -> Optional.empty()))
        .doesNotThrowAnyException();
  }

  @Test
  void signingWorkflowsAreThoseThatTheClustersOfAFleetAccept() {
    assertThat(SigningWorkflows.of(RenderedFleets.example().descriptor(), "acme/fleet"))
        .containsExactly("push-artifact.yaml");
    assertThat(SigningWorkflows.of(RenderedFleets.example().descriptor(), "mallory/fleet"))
        .isEmpty();
  }

  /** A workflow pinned by its commit is there to be called. */
  @Test
  void signingWorkflowsArePinnedByNoCommit() {
    assertThat(files(GitRef.branch("main"))).containsExactly("push-web.yaml");
    assertThat(files(GitRef.commit("a".repeat(40)))).isEmpty();
  }

  private static Iterable<String> files(GitRef ref) {
    ChannelArtifact artifact =
        TestArtifacts.web(
            Verification.anyOf(Verification.gitHubActions("acme/apps", "push-web.yaml", ref)));
    return SigningWorkflows.files(Stream.of(artifact), "acme/apps");
  }
}
