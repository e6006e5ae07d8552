package dev.flotilla.main.publish.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildRunTest {
  private static final String WORKFLOW =
      "acme/apps/.github/workflows/push-web.yaml@refs/heads/main";

  @Test
  void buildRunIsTheWorkflowAndTheRunOfGitHubActions() {
    assertThat(
            BuildRun.of(
                Map.of(
                    "GITHUB_SERVER_URL", "https://github.acme.example",
                    "GITHUB_REPOSITORY", "acme/apps",
                    "GITHUB_WORKFLOW_REF", WORKFLOW,
                    "GITHUB_RUN_ID", "99",
                    "GITHUB_RUN_ATTEMPT", "2")))
        .isEqualTo(
            new BuildRun(
                "https://github.acme.example/" + WORKFLOW,
                "https://github.acme.example/acme/apps/actions/runs/99/attempts/2"));
  }

  @Test
  void buildRunIsTheWorkflowAloneWhereNoRunIsNamed() {
    assertThat(BuildRun.of(Map.of("GITHUB_WORKFLOW_REF", WORKFLOW)))
        .isEqualTo(new BuildRun("https://github.com/" + WORKFLOW, ""));
  }

  /** As the certificate of a pipeline's signature names it. */
  @Test
  void buildRunIsThePipelineAndTheJobOfGitLab() {
    Map<String, String> branch =
        Map.of(
            "GITLAB_CI", "true",
            "CI_PROJECT_URL", "https://gitlab.com/acme/fleet",
            "CI_CONFIG_PATH", ".gitlab-ci.yml",
            "CI_COMMIT_REF_NAME", "main",
            "CI_JOB_URL", "https://gitlab.com/acme/fleet/-/jobs/7");
    assertThat(BuildRun.of(branch))
        .isEqualTo(
            new BuildRun(
                "https://gitlab.com/acme/fleet//.gitlab-ci.yml@refs/heads/main",
                "https://gitlab.com/acme/fleet/-/jobs/7"));
    assertThat(
            BuildRun.of(
                Map.of(
                    "GITLAB_CI", "true",
                    "CI_PROJECT_URL", "https://gitlab.com/acme/fleet",
                    "CI_CONFIG_PATH", ".gitlab-ci.yml",
                    "CI_COMMIT_REF_NAME", "v1.2.3",
                    "CI_COMMIT_TAG", "v1.2.3")))
        .isEqualTo(
            new BuildRun("https://gitlab.com/acme/fleet//.gitlab-ci.yml@refs/tags/v1.2.3", ""));
  }

  @Test
  void buildRunIsAMachineOfItsOwnElsewhere() {
    assertThat(BuildRun.of(Map.of("GITHUB_WORKFLOW_REF", "", "USER", "ann")))
        .isEqualTo(new BuildRun("https://flotilla.dev/machine", ""));
  }
}
