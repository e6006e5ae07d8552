package dev.flotilla.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A job of a pipeline of GitLab. Its scripts are run as a runner runs them, one after the other in
 * one shell, with the variables of the file and those that GitLab sets. Which rules start it, a
 * test says.
 */
public final class PipelineJob {
  private final Path project;
  private final JsonNode pipeline;
  private final JsonNode job;
  private final Map<String, String> environment = new TreeMap<>();

  /**
   * Reads a job.
   *
   * @param project a clone with {@code .gitlab-ci.yml}
   */
  public PipelineJob(Path project, String name) {
    this.project = project;
    String text = Project.read(project.resolve(".gitlab-ci.yml"));
    this.pipeline = Serialization.unmarshal(text, JsonNode.class);
    this.job = pipeline.path(name);
    if (job.isMissingNode()) {
      throw new AssertionError("there is no job '" + name + "' in\n" + text);
    }
    pipeline
        .path("variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
  }

  /** Returns it with more variables. */
  public PipelineJob with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  /** Returns it with the token of its identity, if it asks for one for Sigstore. */
  public PipelineJob of(Sandbox sandbox, String gitLabProject, String ref) {
    Map<String, String> given = new TreeMap<>(sandbox.pipeline(gitLabProject, ref));
    if (!job.at("/id_tokens/SIGSTORE_ID_TOKEN/aud").asText().equals("sigstore")) {
      given.remove("SIGSTORE_ID_TOKEN");
    }
    return with(given);
  }

  /** Returns whether an exit code of the job is a warning. */
  public boolean allowsFailure(int exitCode) {
    return job.at("/allow_failure/exit_codes").asInt(-1) == exitCode;
  }

  public ProcessResult run() {
    List<String> lines = new ArrayList<>();
    pipeline.at("/default/before_script").forEach(line -> lines.add(line.asText()));
    job.path("script").forEach(line -> lines.add(line.asText()));
    return ProcessStarter.of("bash", "-e", "-o", "pipefail", "-c")
        .args(String.join("\n", lines))
        .in(project)
        .env(environment)
        .run();
  }
}
