package dev.flotilla.tests.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.process.MavenHome;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Runs a project's workflow files as a runner of GitHub Actions does: act evaluates triggers,
 * conditions and expressions, and runs the scripts on this machine. The actions that a workflow
 * uses do nothing, because all that they would install is here; those that keep files do that in a
 * folder.
 */
public final class ActionsRunner {
  private static final Path ACT = Project.ROOT.resolve("target/bin/act");
  private static final Pattern ACTION = Pattern.compile("uses: (\\S+@[0-9a-f]{40})");

  private final Path project;
  private final Sandbox sandbox;
  private final Path home;
  private final Path noAction;
  private final List<String> secrets = new ArrayList<>(List.of("GITHUB_TOKEN=t0ken"));
  private String programs = Sandbox.built("cosign").getParent().toString();

  /**
   * @param project a Git repository with the workflows
   * @param sandbox what the workflows publish to, and sign with
   */
  public ActionsRunner(Path project, Sandbox sandbox) {
    assertThat(ACT).as("run 'make %s' before this test", Project.ROOT.relativize(ACT)).exists();
    this.project = project;
    this.sandbox = sandbox;
    this.home = Project.emptyFolder("runner");
    this.noAction = home.resolve("no-action");
    action(noAction, ":");
    action(home.resolve("upload-artifact"), "mkdir -p \"$KEPT\" && cp -R \"$FILES/.\" \"$KEPT\"");
    action(
        home.resolve("download-artifact"), "mkdir -p \"$FILES\" && cp -R \"$KEPT/.\" \"$FILES\"");
  }

  private void action(Path folder, String script) {
    Project.write(
        folder.resolve("action.yml"),
        """
        name: a stand-in
        inputs:
          name: {default: any}
          path: {default: any}
        runs:
          using: composite
          steps:
            - run: '%s'
              shell: bash
              env:
                KEPT: %s/${{ inputs.name }}
                FILES: ${{ inputs.path }}
        """
            .formatted(script, kept()));
  }

  private Path standIn(String action) {
    Path named = home.resolve(action.replaceFirst("^actions/(.*)@.*$", "$1"));
    return Files.isDirectory(named) ? named : noAction;
  }

  /** Returns the folder of what workflows have kept, by its name. */
  public Path kept() {
    return home.resolve("kept");
  }

  /** Returns it for a repository that has a secret. */
  public ActionsRunner withSecret(String name, String value) {
    secrets.add(name + "=" + value);
    return this;
  }

  /** Returns it with GitHub's own command. */
  public ActionsRunner with(GitHubCommand gitHub) {
    programs = gitHub.folder() + ":" + programs;
    return this;
  }

  /**
   * Checks out the run's ref and runs the workflow in a copy of the project, where nothing is built
   * yet.
   *
   * @param inputs what somebody who starts it by hand gives it
   * @param options of act, such as which jobs of a matrix
   */
  public ProcessResult run(WorkflowRun run, Map<String, String> inputs, String... options)
      throws IOException {
    Path event = home.resolve("event.json");
    Map<String, Object> repository = Map.of("full_name", run.repository());
    Map<String, Object> payload = new TreeMap<>();
    payload.putAll(Map.of("ref", run.ref(), "repository", repository, "inputs", inputs));
    if (!run.hasIdentity()) {
      Map<String, Object> head = Map.of("sha", git("rev-parse", run.ref()), "repo", repository);
      payload.put("number", 12);
      payload.put("pull_request", Map.of("base", Map.of("ref", "main"), "head", head));
    }
    Sandbox.JSON.writeValue(event.toFile(), payload);
    Path workflow = project.resolve(".github/workflows").resolve(run.workflow());
    ProcessStarter act =
        ProcessStarter.of(ACT.toString(), run.event())
            .args("--workflows", workflow.toString(), "--eventpath", event.toString())
            .args("--platform", "ubuntu-latest=-self-hosted")
            .args(options);
    secrets.forEach(secret -> act.args("--secret", secret));
    ACTION
        .matcher(Project.read(workflow))
        .results()
        .map(action -> action.group(1) + "=" + standIn(action.group(1)))
        .forEach(action -> act.args("--local-repository", action));
    environment(run).forEach((name, value) -> act.args("--env", name + "=" + value));

    String branch = git("symbolic-ref", "--short", "HEAD");
    git("checkout", "--quiet", run.ref().replace("refs/heads/", ""));
    try {
      return act.in(project)
          .env("HOME", home.toString())
          .env("PATH", programs + ":" + System.getenv("PATH"))
          .run();
    } finally {
      git("checkout", "--quiet", branch);
    }
  }

  private Map<String, String> environment(WorkflowRun run) throws IOException {
    Map<String, String> environment = new TreeMap<>(sandbox.environment());
    if (run.hasIdentity()) {
      environment.putAll(sandbox.identity(run));
    }
    environment.putAll(MavenHome.shared().environment());
    environment.put("DOCKER_CONFIG", home.resolve("docker").toString());
    environment.put("CI", "true");
    return environment;
  }

  private String git(String... arguments) {
    return ProcessStarter.of("git").args(arguments).in(project).run().succeeded().stdout().strip();
  }
}
