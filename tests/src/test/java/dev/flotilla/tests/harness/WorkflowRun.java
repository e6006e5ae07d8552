package dev.flotilla.tests.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * A run of a workflow of GitHub Actions.
 *
 * @param repository {@code owner/name}
 * @param workflow the file's name
 * @param ref the full ref that it runs at
 * @param event what it was started by
 * @param called the reusable workflow that it runs, {@code owner/name/path@ref}, or empty
 */
public record WorkflowRun(
    String repository, String workflow, String ref, String event, String called) {
  public static WorkflowRun pushed(String repository, String workflow, String ref) {
    return new WorkflowRun(repository, workflow, ref, "push", "");
  }

  /** Returns a run for a pull request from a branch or a fork, which has no identity. */
  public static WorkflowRun pullRequest(String repository, String workflow, String ref) {
    return new WorkflowRun(repository, workflow, ref, "pull_request", "");
  }

  /** Returns whether it may sign. */
  boolean hasIdentity() {
    return !event.equals("pull_request");
  }

  /** Returns it as a person starts it again, on the same ref. */
  public WorkflowRun dispatched() {
    return new WorkflowRun(repository, workflow, ref, "workflow_dispatch", called);
  }

  /** Returns a run of another repository that calls this workflow. */
  public WorkflowRun calledBy(String other) {
    return new WorkflowRun(other, "call.yaml", "refs/heads/main", event, subject());
  }

  /** Returns what a certificate names after the host. */
  public String subject() {
    return "%s/.github/workflows/%s@%s".formatted(repository, workflow, ref);
  }

  String[] options() {
    List<String> options = new ArrayList<>(List.of("--json", "--repository", repository));
    options.addAll(List.of("--workflow", ".github/workflows/" + workflow));
    options.addAll(List.of("--ref", ref, "--event", event, "--called", called));
    return options.toArray(String[]::new);
  }
}
