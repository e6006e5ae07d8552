package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.process.ProcessStarter;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan says of a cluster that has no Flux yet. */
class EmptyClusterE2E {
  private final Path folder = Project.emptyFolder("empty");
  private final Sandbox sandbox;
  private final Program program;

  EmptyClusterE2E(@InSandbox("empty") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.program =
        Program.ownFleet(
                "RemoteStateFleet",
                folder,
                "kubeconfig=" + sandbox.environment().get("KUBECONFIG"),
                "context=empty")
            .against(sandbox)
            .inContext("empty");
  }

  @Test
  void lockThatAKilledRunHasLeftIsReportedWithItsOwnerAndTheCommandThatRemovesIt()
      throws IOException {
    Resource<Lease> lease =
        sandbox.client().leases().inNamespace("default").withName("lock-tfstate-default-staging");
    // A plan holds its lock for as long as it waits for the chart: here until it is killed.
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RunningProcess killed =
            withRegistry(silent).start("diff", "staging", "--plane", "stacks", "--refresh")) {
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

    assertThat(program.run("diff", "staging", "--plane", "stacks", "--refresh").exited(1).stderr())
        .containsPattern(
            "error: cluster 'staging': plan: another run works on the state, got lock '%s' of plan by \\S+@\\S+ since [-0-9]{10} [:0-9]{8} UTC, \\d+ s old\n"
                .formatted(id))
        .endsWith(
            """
            wait for its end; if it is dead already, remove its lock with '%s'
            OpenTofu's full output is in %s
            """
                .formatted(
                    String.join(" ", unlock),
                    program.output().resolve("stacks/staging/flotilla.log"))
                .indent(2));

    assertLeavesWhatHelmHasNotedForAsLongAsAnotherRunMayLive(id);

    ProcessStarter.of(unlock.toArray(String[]::new)).env(sandbox.environment()).run().succeeded();
    program.run("diff", "staging", "--plane", "stacks", "--refresh").exited(2);
  }

  private void assertLeavesWhatHelmHasNotedForAsLongAsAnotherRunMayLive(String lock) {
    KubernetesClient client = sandbox.client();
    client.resource("apiVersion: v1\nkind: Namespace\nmetadata: {name: flux-system}").create();
    HasMetadata note =
        client
            .resource(
                """
                apiVersion: v1
                kind: Secret
                type: helm.sh/release.v1
                metadata:
                  name: sh.helm.release.v1.flux-operator-bootstrap.v1
                  namespace: flux-system
                  labels: {owner: helm, name: flux-operator-bootstrap, status: pending-install}
                """)
            .create();

    assertThat(program.run("deploy", "staging", "--adopt").exited(1).stderr())
        .contains("another run works on the state, got lock '" + lock + "'")
        .doesNotContain("recover: ");
    assertThat(client.resource(note).get()).isNotNull();

    client.resource(note).delete();
  }

  @Test
  void unreachableRegistryOfChartsIsReportedWithTheOtherWay() {
    Program program =
        Program.flotilla(Project.emptyFolder("empty-registry"))
            .against(sandbox)
            .inContext("empty")
            .with("FLOTILLA_MIRROR", "ghcr.io=http://127.0.0.1:1");

    assertThat(program.run("diff", "staging", "--plane", "stacks", "--refresh").exited(1).stderr())
        .endsWith(
            """
            error: cluster 'staging': plan: data.helm_template.flux_operator: Error locating chart
              Unable to locate chart oci://127.0.0.1:1/controlplaneio-fluxcd/charts/flux-operator: failed to perform "FetchReference" on source: Get "https://127.0.0.1:1/v2/controlplaneio-fluxcd/charts/flux-operator/manifests/0.59.0": dial tcp 127.0.0.1:1: connect: connection refused
              the chart's registry must be reachable and have that version; FLOTILLA_MIRROR=ghcr.io=<host>/<prefix> names another
              OpenTofu's full output is in %s
            """
                .formatted(program.output().resolve("stacks/staging/flotilla.log")));
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
