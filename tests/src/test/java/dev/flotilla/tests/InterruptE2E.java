package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class InterruptE2E {
  private final Path folder = Project.emptyFolder("interrupt");
  private final Sandbox sandbox;
  private final Program program;

  InterruptE2E(@InSandbox("interrupt") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.program = Program.flotilla(folder).against(sandbox).inContext("interrupt");
  }

  @Test
  void endedDeploysLeaveNoLockAndNoProcessAndTheNextOneConverges() {
    // A terminal sends Ctrl-C to the whole group, kill sends its signal to the program alone.
    endDeploy("-INT", "-%d", 130, deploy -> hasNamespace());
    endDeploy(
        "-TERM", "%d", 143, deploy -> deploy.stderr().contains("plan: create helm_release.flux\n"));

    program.run("deploy", "staging").succeeded();

    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isTrue();
    program.run("diff", "staging").succeeded();
  }

  private void endDeploy(
      String signal, String target, int exitCode, Predicate<RunningProcess> moment) {
    try (RunningProcess deploy = program.inOwnProcessGroup().start("deploy", "staging")) {
      Patience.await().until(() -> !deploy.isAlive() || moment.test(deploy));
      List<ProcessHandle> processes = deploy.tree();

      ProcessStarter.of("kill", signal, "--", target.formatted(deploy.pid())).run().succeeded();
      ProcessResult ended = deploy.await().exited(exitCode);

      assertThat(ended.stderr()).contains("error: cluster 'staging': interrupted");
      assertThat(processes).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
    }
    assertThat(Project.files(folder))
        .noneMatch(file -> file.getFileName().toString().endsWith(".lock.info"))
        .noneMatch(file -> file.getFileName().toString().endsWith(".tfplan"));
  }

  private boolean hasNamespace() {
    return sandbox.client().namespaces().withName(Flux.NAMESPACE).get() != null;
  }
}
