package dev.flotilla.tests.harness;

import dev.flotilla.tests.harness.process.CommandLines;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Path;
import java.util.Set;

/**
 * A sandbox onto which this repository's cluster of its name was deployed.
 *
 * @param folder where it was deployed from: it has the cluster's output and state
 * @param program the program in that folder
 * @param deploy what the first deploy left
 * @param commandLines those of the first deploy and of all that it started
 */
public record DeployedSandbox(
    Sandbox sandbox, Path folder, Program program, ProcessResult deploy, Set<String> commandLines) {

  static DeployedSandbox on(Sandbox sandbox) {
    Path folder = Project.emptyFolder("bootstrap-" + sandbox.name());
    Program program = Program.flotilla(folder).against(sandbox);
    try (RunningProcess deploy = program.start("deploy", sandbox.name(), "--flux-only")) {
      Set<String> commandLines = CommandLines.watch(deploy);
      return new DeployedSandbox(
          sandbox, folder, program, deploy.await().succeeded(), commandLines);
    }
  }

  public String cluster() {
    return sandbox.name();
  }
}
