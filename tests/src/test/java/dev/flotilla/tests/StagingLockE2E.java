package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagingLockE2E {
  private final Path folder = Project.emptyFolder("lock");
  private final Sandbox sandbox;
  private final Program program;

  StagingLockE2E(@InSandbox("staging") Bootstrapped staging) {
    this.sandbox = staging.sandbox();
    this.program =
        Program.ownFleet("RemoteStateFleet", folder).against(sandbox).inContext("staging");
  }

  @Test
  void lockThatAKilledRunHasLeftIsToldWithItsOwnerAndTheCommandThatRemovesIt() throws IOException {
    Resource<Lease> lease =
        sandbox.client().leases().inNamespace("default").withName("lock-tfstate-default-staging");
    // A plan holds its lock for as long as it waits for the chart: here until it is killed.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningProcess killed = withRegistry(silent).start("diff", "staging")) {
      killed.awaitMoment(() -> isHeldByPlan(lease));
    }
    String id = lease.require().getSpec().getHolderIdentity();
    List<String> unlock =
        List.of(
            sandbox.environment().get("TERRAFORM_BINARY_NAME"),
            "-chdir=" + program.output().resolve("stacks/staging"),
            "force-unlock",
            "-force",
            id);

    assertThat(program.run("diff", "staging").exited(1).stderr())
        .containsPattern(
            "error: cluster 'staging': plan: another run works on the state, got lock '%s' of plan by \\S+@\\S+ since [-0-9]{10} [:0-9]{8} UTC, \\d+ s old\n"
                .formatted(id))
        .endsWith(
            """
            wait for its end; if it is dead already, remove its lock with '%s'
            all that OpenTofu said is in %s
            """
                .formatted(
                    String.join(" ", unlock),
                    program.output().resolve("stacks/staging/flotilla.log"))
                .indent(2));

    ProcessStarter.of(unlock.toArray(String[]::new)).env(sandbox.environment()).run().succeeded();
    program.run("diff", "staging").exited(2);
  }

  private Program withRegistry(ServerSocket socket) {
    return program.with(
        "FLOTILLA_MIRROR",
        sandbox
            .environment()
            .get("FLOTILLA_MIRROR")
            .replace(sandbox.registry(), "127.0.0.1:" + socket.getLocalPort()));
  }

  /** Before a plan does, OpenTofu locks a state to begin it. */
  private static boolean isHeldByPlan(Resource<Lease> lease) {
    Lease live = lease.get();
    return live != null
        && live.getMetadata()
            .getAnnotations()
            .getOrDefault("app.terraform.io/lock-info", "")
            .contains("OperationTypePlan");
  }
}
