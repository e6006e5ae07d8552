package dev.flotilla.tests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;

/** A step of a workflow of GitHub Actions that runs a script. */
public final class WorkflowStep {
  private WorkflowStep() {}

  /** Returns the script of the step with this name, in whichever job it is. */
  public static String script(Path workflow, String name) {
    String text = Project.read(workflow);
    for (JsonNode job : Serialization.unmarshal(text, JsonNode.class).path("jobs")) {
      for (JsonNode step : job.path("steps")) {
        if (step.path("name").asText().equals(name)) {
          return step.get("run").textValue();
        }
      }
    }
    throw new AssertionError("there is no step '" + name + "' in\n" + text);
  }
}
