package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptE2E {
  private final Path folder = Project.emptyFolder("interrupt");

  @Test
  void interruptedDeployLeavesNoLockAndNoProcessAndTheNextOneConverges(
      @InSandbox("interrupt") Sandbox sandbox) {
    Program program = Program.flotilla(folder).against(sandbox).inContext("interrupt");

    try (RunningProcess deploy = program.inOwnProcessGroup().start("deploy", "staging")) {
      Patience.await()
          .until(() -> sandbox.client().namespaces().withName(Flux.NAMESPACE).get() != null);
      List<ProcessHandle> processes = deploy.tree();
      // A terminal sends Ctrl-C to the whole group.
      ProcessStarter.of("kill", "-INT", "--", "-" + deploy.pid()).run().succeeded();
      ProcessResult interrupted = deploy.await().exited(130);

      assertThat(interrupted.stderr()).contains("error: cluster 'staging': interrupted");
      assertThat(processes).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
    }
    assertThat(Project.files(folder))
        .noneMatch(file -> file.getFileName().toString().endsWith(".lock.info"))
        .noneMatch(file -> file.getFileName().toString().endsWith(".tfplan"));

    program.run("deploy", "staging").succeeded();

    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isTrue();
    program.run("diff", "staging").succeeded();
  }
}
