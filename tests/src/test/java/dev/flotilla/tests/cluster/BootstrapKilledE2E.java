package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A first deploy is killed with all that it has started, and killed again, each time at a random
 * moment; the same command converges in the end. {@code -Dbootstrap.clusters=20} tries many
 * clusters, {@code -Dbootstrap.seed} repeats the moments of a run.
 */
class BootstrapKilledE2E {
  private static final int CLUSTERS = Integer.getInteger("bootstrap.clusters", 1);
  private static final int KILLS = 3;

  /** Most of what a killed run leaves comes from an apply, so most moments are in one. */
  private static final int MAX_APPLY_MILLIS = 8000;

  @Test
  void samePlainDeployConverges() {
    long seed = Long.getLong("bootstrap.seed", System.nanoTime());
    System.out.println("repeat these moments with -Dbootstrap.seed=" + seed);
    Random random = new Random(seed);
    for (int cluster = 1; cluster <= CLUSTERS; cluster++) {
      try (Sandbox sandbox = Sandbox.start("killed", List.of())) {
        Path folder = Project.emptyFolder("killed-" + cluster);
        Program program =
            Program.flotilla(folder).against(sandbox).inContext("killed").inOwnProcessGroup();
        for (int kill = 0; kill < KILLS; kill++) {
          kill(program, random);
        }

        ProcessResult last = program.run("deploy", "staging", "--flux-only");
        assertThat(last.exitCode())
            .as("cluster %d, seed %d\n%s", cluster, seed, last.output())
            .isZero();
        assertHasConverged(program, sandbox.client());
      }
    }
  }

  /** The group is the program's, OpenTofu's, and the providers'. */
  private static void kill(Program program, Random random) {
    boolean applies = random.nextInt(4) > 0;
    InterruptPoint.Step[] steps = InterruptPoint.Step.values();
    InterruptPoint.Step step =
        applies ? InterruptPoint.Step.APPLY : steps[random.nextInt(steps.length)];
    int millis = random.nextInt(applies ? MAX_APPLY_MILLIS : 1000);
    try (RunningProcess deploy = program.start("deploy", "staging", "--flux-only")) {
      deploy.awaitMomentOrEnd(() -> step.isReached(deploy));
      deploy.pause(millis);
      ProcessStarter.of("kill", "-KILL", "--", "-" + deploy.pid()).run();
      ProcessResult ended = deploy.await();
      System.out.println(
          "killed %d ms after %s: %s"
              .formatted(millis, step, ended.stderr().lines().reduce("", (a, b) -> b)));
    }
  }

  private static void assertHasConverged(Program program, KubernetesClient client) {
    assertThat(Flux.isReady(Flux.instance(client))).isTrue();
    assertThat(
            client
                .secrets()
                .inNamespace(Flux.NAMESPACE)
                .withLabel("owner", "helm")
                .list()
                .getItems())
        .isNotEmpty()
        .allMatch(note -> !note.getMetadata().getLabels().get("status").startsWith("pending"));
    program.run("diff", "staging", "--plane", "stacks", "--refresh").succeeded();
  }
}
