package dev.flotilla.main.publish.signature;

import java.util.Map;

/**
 * Who builds: the file of a CI system and its ref, as the certificate of that identity's signatures
 * names it, and the run.
 *
 * @param builder a URI
 * @param url the run's page; empty if it has none
 */
public record BuildRun(String builder, String url) {
  /** The builder where no CI system says what runs, such as the machine of a key's holder. */
  static final String MACHINE = "https://flotilla.dev/machine";

  /**
   * Reads what GitHub Actions or GitLab says of a job in its environment.
   *
   * @see <a
   *     href="https://docs.github.com/en/actions/reference/workflows-and-actions/variables">variables
   *     of GitHub Actions</a>
   * @see <a href="https://docs.gitlab.com/ci/variables/predefined_variables/">variables of
   *     GitLab</a>
   */
  public static BuildRun of(Map<String, String> environment) {
    Variables job = new Variables(environment);
    if (job.has("GITHUB_WORKFLOW_REF")) {
      return gitHub(job);
    }
    return job.has("GITLAB_CI") && job.has("CI_PROJECT_URL")
        ? gitLab(job)
        : new BuildRun(MACHINE, "");
  }

  private static BuildRun gitHub(Variables job) {
    String server =
        job.has("GITHUB_SERVER_URL") ? job.get("GITHUB_SERVER_URL") : "https://github.com";
    String run =
        "%s/%s/actions/runs/%s/attempts/%s"
            .formatted(
                server,
                job.get("GITHUB_REPOSITORY"),
                job.get("GITHUB_RUN_ID"),
                job.get("GITHUB_RUN_ATTEMPT"));
    return new BuildRun(
        server + "/" + job.get("GITHUB_WORKFLOW_REF"), job.has("GITHUB_RUN_ID") ? run : "");
  }

  private static BuildRun gitLab(Variables job) {
    String ref =
        job.has("CI_COMMIT_TAG")
            ? "refs/tags/" + job.get("CI_COMMIT_TAG")
            : "refs/heads/" + job.get("CI_COMMIT_REF_NAME");
    return new BuildRun(
        job.get("CI_PROJECT_URL") + "//" + job.get("CI_CONFIG_PATH") + "@" + ref,
        job.get("CI_JOB_URL"));
  }

  /** An environment in which a variable without a value is not set. */
  private record Variables(Map<String, String> environment) {
    String get(String name) {
      return environment.getOrDefault(name, "");
    }

    boolean has(String name) {
      return !get(name).isEmpty();
    }
  }
}
