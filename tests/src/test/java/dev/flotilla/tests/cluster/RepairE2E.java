package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.Sandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.RunningProcess;
import dev.flotilla.tests.harness.process.StopSignal;
import dev.flotilla.tests.harness.project.Project;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RepairE2E {
  private final Path folder = Project.emptyFolder("repair");
  private final Sandbox sandbox;
  private final KubernetesClient client;
  private final Program right;

  RepairE2E(@InSandbox("repair") Sandbox sandbox) {
    this.sandbox = sandbox;
    this.client = sandbox.client();
    this.right = Program.warm(folder).against(sandbox).inContext("repair");
  }

  @Test
  void wrongFirstBootstrapIsReportedAndRepairedUntilFluxHasSynced() throws IOException {
    assertThat(right.run("status", "staging").exited(2).stdout())
        .contains("no FluxInstance; run 'flotilla deploy staging'");

    Program wrong = varied("operator=0.58.1", "flux=1.99.x", "repository=wrong");
    assertTakesOverNothingUnasked(wrong);
    sandbox.cordonNodes(true);
    dropIsLeftHalfDone(wrong);
    assertApplyTimesOut(wrong);
    sandbox.cordonNodes(false);
    // As on a runner whose disk is gone: what is there carries this cluster's own mark.
    Project.delete(wrong.state("staging").getParent());
    assertBootstrapFails(wrong);
    assertIsRepaired();
    assertSyncIsKeptOnceFluxHasAppliedFromIt();
  }

  private void assertTakesOverNothingUnasked(Program wrong) {
    client
        .resource(
            "apiVersion: v1\n"
                + "kind: Namespace\n"
                + "metadata: {name: flux-system, annotations: {flotilla.dev/owner:"
                + " 'oci://ghcr.io/other/fleet clusters/staging'}}")
        .create();
    client
        .resource(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: ghcr-auth, namespace: flux-system}")
        .create();

    assertThat(wrong.run("deploy", "staging").exited(1).stderr())
        .endsWith(
            """
            error: cluster 'staging' has a namespace 'flux-system' of 'oci://ghcr.io/other/fleet clusters/staging' that the state does not know; run 'flotilla deploy staging --adopt' to import it
            error: cluster 'staging' has a Secret 'ghcr-auth' that the state does not know; run 'flotilla deploy staging --adopt' to replace it
            """);
  }

  /** A second Ctrl-C ends OpenTofu at once, and what Helm has noted stays. */
  private void dropIsLeftHalfDone(Program wrong) {
    var operator =
        client.apps().deployments().inNamespace(Flux.NAMESPACE).withName("flux-operator");
    try (RunningProcess deploy =
        wrong.inOwnProcessGroup().start("deploy", "staging", "--adopt", "--flux-only")) {
      deploy.awaitMoment(() -> operator.get() != null);
      StopSignal.CTRL_C.send(deploy).succeeded();
      deploy.awaitMoment(() -> deploy.stderr().contains("a second Ctrl-C leaves that half done"));
      StopSignal.CTRL_C.send(deploy).succeeded();
      assertThat(deploy.await().exited(StopSignal.CTRL_C.exitCode()).stderr())
          .endsWith("interrupted; OpenTofu has stopped, run the command again\n");
    }
  }

  /** Helm has little patience, and none with what the drop has left. */
  private void assertApplyTimesOut(Program wrong) throws IOException {
    Path impatience = wrong.output().resolve("stacks/staging/impatience_override.tf.json");
    Files.writeString(
        impatience, "{\"resource\": {\"helm_release\": {\"flux_operator\": {\"timeout\": 5}}}}");

    assertThat(wrong.run("deploy", "staging", "--adopt").exited(1).stderr())
        .contains(
            "staging: recover: removing Helm's record of release 'flux-operator-bootstrap' in state"
                + " 'pending-install', left by a killed run\n")
        .contains("error: cluster 'staging': apply: helm_release.flux_operator: ")
        .endsWith(
            """
            context deadline exceeded
              it was not ready in time; run the same command again, it continues where this one stopped
              OpenTofu's full output is in %s
            """
                .formatted(impatience.resolveSibling("flotilla.log")));

    Files.delete(impatience);
  }

  private void assertBootstrapFails(Program wrong) {
    ProcessResult deploy = wrong.run("deploy", "staging", "--timeout", "5s").exited(1);

    assertThat(deploy.stderr())
        .contains("staging: import: the namespace flux-system, which the state does not know\n")
        .contains("error: cluster 'staging' is not ready after 5 s")
        .contains("FluxInstance/flux: not ready: ")
        .contains("1.99.x");
    assertThat(right.run("status", "staging").exited(2).stdout())
        .contains("another cluster: it should sync");
    assertThat(operatorVersion()).isEqualTo("v0.58.1");
  }

  private void assertIsRepaired() {
    String mistake =
        "staging: cluster: it still syncs %s, path clusters/staging, as the last deploy set it; Flux has applied nothing from there, so a deploy corrects it\n"
            .formatted(throughMirror("wrong"));
    assertThat(right.run("diff", "staging", "--plane", "stacks", "--refresh").exited(2).stderr())
        .contains(mistake);

    assertThat(right.run("deploy", "staging", "--flux-only").succeeded().stderr())
        .contains(mistake);

    assertThat(Flux.isReady(Flux.instance(client))).isTrue();
    assertThat(operatorVersion()).isEqualTo("v0.59.0");
  }

  private void assertSyncIsKeptOnceFluxHasAppliedFromIt() throws IOException {
    Program wrong = varied("repository=wrong");
    String state = Files.readString(right.state("staging"));
    client
        .genericKubernetesResources("kustomize.toolkit.fluxcd.io/v1", "Kustomization")
        .inNamespace(Flux.NAMESPACE)
        .withName("flux-system")
        .subresource("status")
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"status\":{\"lastAppliedRevision\":\"latest@sha256:1234\"}}");
    assertRefused(
        wrong,
        """
          got:    FluxInstance/flux-system/flux from FLEET, path clusters/staging
          got:    Kustomization/flux-system/flux-system from FLEET, path clusters/staging
        """
                .replace("FLEET", throughMirror("d2-fleet"))
            + ReleaseCommands.ofAFleet("staging", "repair"),
        "has the Flux of somebody else");

    client
        .resource(Flux.instance(client))
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"labels\":{\"kustomize.toolkit.fluxcd.io/name\":\"flux-system\"}}}");
    assertRefused(
        wrong,
        """
          got:    %s, path clusters/staging
          Flux applies this sync itself: publish the new one, with everything that the cluster has, to where it syncs from now; Flux prunes what is missing there
        """
            .formatted(throughMirror("d2-fleet")),
        "its FluxInstance syncs something else");

    assertThat(right.state("staging")).hasContent(state);
    assertThat(Flux.sync(client, "url")).isEqualTo(throughMirror("d2-fleet"));
  }

  private void assertRefused(Program wrong, String rest, String reason) {
    String error =
        """
        error: the cluster at %s must be 'staging', but %s; nothing was changed
          wanted: %s, path clusters/staging
        """
                .formatted(sandbox.server(), reason, throughMirror("wrong"))
            + rest;
    assertThat(wrong.run("deploy", "staging").exited(1).stderr()).endsWith(error);
    assertThat(wrong.run("diff", "staging", "--plane", "stacks", "--refresh").exited(1).stderr())
        .endsWith(error);
  }

  private Program varied(String... properties) {
    return Program.variedFleet(folder, properties).against(sandbox).inContext("repair");
  }

  /** Returns the address of a fleet artifact as the sandbox's registry has it. */
  private String throughMirror(String repository) {
    return sandbox.environment().get("FLOTILLA_MIRROR").replaceFirst("^ghcr.io=http", "oci")
        + "/controlplaneio-fluxcd/"
        + repository;
  }

  private String operatorVersion() {
    return Flux.operator(client).getMetadata().getLabels().get("app.kubernetes.io/version");
  }
}
