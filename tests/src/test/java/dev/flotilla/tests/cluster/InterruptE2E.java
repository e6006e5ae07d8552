package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Processes;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.process.StopSignal;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Deploys that a signal ends at random moments; {@code -Dinterrupt.seed} repeats those of a run.
 */
class InterruptE2E {
  /** What the JVM itself says of a signal in its first milliseconds, before it runs a program. */
  private static final String JVM_HAS_NOT_BEGUN = "Error occurred during initialization of VM\n";

  private static final String FLUX_IS_PLANNED = "staging: plan: create helm_release.flux\n";

  /** A signal before that may come too early for OpenTofu to stop: it then applies everything. */
  private static final String APPLY_HAS_BEGUN =
      "staging: apply: kubernetes_namespace_v1.flux_system: Creation complete";

  private static final String OPENTOFU_FINISHES = "staging: apply: interrupted; OpenTofu finishes";

  /** One of each kind is tried by {@code make campaigns}. */
  private final int moments = Integer.getInteger("interrupt.moments", 4);

  private final long seed = Long.getLong("interrupt.seed", System.nanoTime());
  private final Path folder = Project.emptyFolder("interrupt");
  private final Path temporary = Project.emptyFolder("interrupt-tmp");
  private final Sandbox sandbox;
  private final Program program;

  InterruptE2E(@InSandbox("interrupt") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.program =
        Program.flotilla(folder)
            .against(sandbox)
            .inContext("interrupt")
            .with("TMPDIR", temporary.toString());
  }

  @Test
  void endedDeploysLeaveNoLockAndNoProcessAndTheNextOneConverges() throws IOException {
    program.run("synth", "staging").succeeded();
    Map<Path, String> synthesized = output();

    endFirstDeploy(StopSignal.CTRL_C, APPLY_HAS_BEGUN);
    assertNothingIsLeft(synthesized);
    endFirstDeploy(StopSignal.KILL, FLUX_IS_PLANNED);
    assertNothingIsLeft(synthesized);
    program.run("deploy", "staging", "--flux-only").succeeded();
    assertHasConverged();

    System.out.println("repeat these moments with -Dinterrupt.seed=" + seed);
    for (InterruptPoint point : InterruptPoint.some(moments, new Random(seed))) {
      while (!endDeploy(point)) {
        point = point.earlier();
      }
      assertNothingIsLeft(synthesized);
    }
    program.run("deploy", "staging", "--adopt", "--flux-only").succeeded();
    assertHasConverged();
  }

  private void endFirstDeploy(StopSignal signal, String moment) {
    sandbox.cordonNodes(true);
    try (RunningProcess deploy =
        program.inOwnProcessGroup().start("deploy", "staging", "--flux-only")) {
      List<ProcessHandle> processes = new ArrayList<>();
      deploy.awaitMoment(
          () -> {
            processes.clear();
            processes.addAll(deploy.tree());
            // Between its plan and its apply no OpenTofu runs.
            return deploy.stderr().contains(moment) && processes.size() > 1;
          });

      signal.send(deploy).succeeded();
      deploy.awaitMomentOrEnd(() -> deploy.stderr().contains(OPENTOFU_FINISHES));
      sandbox.cordonNodes(false);
      ProcessResult ended = deploy.await().exited(signal.exitCode());

      assertThat(ended.stderr()).contains("error: cluster 'staging': interrupted");
      assertThat(processes).hasSizeGreaterThan(1);
      awaitEndOf(processes);
    }
  }

  /** Returns whether it was ended before its own end. */
  private boolean endDeploy(InterruptPoint point) {
    try (RunningProcess deploy = start(point.withState())) {
      InterruptPoint.Step step = point.step();
      deploy.awaitMomentOrEnd(() -> step.isReached(deploy));
      deploy.pause(point.millis());
      List<ProcessHandle> processes = deploy.tree();

      point.signal().send(deploy);
      ProcessResult ended = deploy.await();

      if (!ended.output().startsWith(JVM_HAS_NOT_BEGUN)) {
        assertSaysNoMore(ended, point);
      }
      awaitEndOf(processes);
      return ended.exitCode() != 0;
    }
  }

  /** A Node.js that has just been started ends when it hears that the program has. */
  private void awaitEndOf(List<ProcessHandle> processes) {
    Waiting.await().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    // One that was started after the others were listed still writes the state.
    Waiting.await().until(() -> Processes.in(folder).isEmpty());
  }

  /** Starts one that has something to apply. */
  private RunningProcess start(boolean withState) {
    Program grouped = program.inOwnProcessGroup();
    if (withState) {
      sandbox.client().secrets().inNamespace(Flux.NAMESPACE).withName("ghcr-auth").delete();
      return grouped.start("deploy", "staging", "--flux-only");
    }
    Project.delete(program.output());
    Project.delete(program.state("staging").getParent());
    return grouped.start("deploy", "staging", "--adopt", "--flux-only");
  }

  private static void assertSaysNoMore(ProcessResult ended, InterruptPoint point) {
    assertThat(ended.exitCode())
        .as("%s: exit code, with the output\n%s", point, ended.output())
        .isIn(0, point.signal().exitCode());
    assertThat(ended.stderr().lines().filter(line -> line.startsWith("error: ")))
        .as(point.toString())
        .allMatch(line -> line.contains("interrupted"));
    assertThat(ended.stderr()).as(point.toString()).doesNotContain("\tat ");
  }

  /** Not even a part of a file that is written in one step. */
  private void assertNothingIsLeft(Map<Path, String> synthesized) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries.map(folder::relativize).map(Path::toString))
          .isSubsetOf("cdktf.out", ".flotilla");
    }
    assertThat(synthesized).containsAllEntriesOf(output());
    assertThat(Project.files(temporary)).isEmpty();
  }

  /**
   * Returns all files but OpenTofu's own, of which the states are whole, and what diff has noted.
   */
  private Map<Path, String> output() {
    Map<Path, String> output = new TreeMap<>();
    for (Path file : Project.files(folder)) {
      if (file.getFileName().toString().matches("staging\\.tfstate(\\.backup)?")) {
        assertThat(Sandbox.json(Project.read(file)).isObject()).as(file.toString()).isTrue();
      } else if (file.startsWith(folder.resolve(".flotilla/kubeconfig"))) {
        assertThat(Project.read(file)).as(file.toString()).contains("current-context");
      } else if (!file.toString().contains("/.terraform")
          && !file.endsWith("flotilla.log")
          && !file.endsWith("flotilla.empty-plan.json")) {
        output.put(file, Project.read(file));
      }
    }
    return output;
  }

  private void assertHasConverged() {
    assertThat(Flux.isReady(Flux.instance(sandbox.client()))).isTrue();
    program.run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
    assertThat(temporary).isEmptyDirectory();
  }
}
