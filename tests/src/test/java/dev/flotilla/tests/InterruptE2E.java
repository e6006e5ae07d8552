package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptE2E {
  @Test
  void interruptedDeployLeavesNoLockAndNoProcessAndTheNextOneConverges(
      @InSandbox("interrupt") Sandbox sandbox) {
    Path folder = Project.emptyFolder("interrupt");
    Program program = Program.flotilla(folder).against(sandbox).inContext("interrupt");
    RunningProcess deploy = program.inOwnProcessGroup().start("deploy", "staging");
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> sandbox.client().namespaces().withName(Flux.NAMESPACE).get() != null);
    List<ProcessHandle> processes = deploy.tree();

    // A terminal sends Ctrl-C to the whole group.
    ProcessStarter.of("kill", "-INT", "--", "-" + deploy.pid()).run().succeeded();
    ProcessResult interrupted = deploy.await();

    assertThat(interrupted.exitCode()).as(interrupted.output()).isNotZero();
    assertThat(processes).hasSizeGreaterThan(1).noneMatch(ProcessHandle::isAlive);
    assertThat(Project.files(folder))
        .noneMatch(file -> file.getFileName().toString().endsWith(".lock.info"));

    program.run("deploy", "staging").succeeded();

    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isTrue();
    program.run("diff", "staging").succeeded();
  }
}
