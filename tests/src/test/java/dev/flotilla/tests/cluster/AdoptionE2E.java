package dev.flotilla.tests.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.DeployedSandbox;
import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.process.ProcessResult;
import dev.flotilla.tests.harness.process.Waiting;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens after helm-controller has upgraded the operator, played by this test. */
class AdoptionE2E {
  private final DeployedSandbox cluster;
  private final KubernetesClient client;

  AdoptionE2E(@InSandbox("prod-eu") DeployedSandbox cluster) {
    this.cluster = cluster;
    this.client = cluster.sandbox().client();
  }

  @Test
  void operatorUpgradedByFluxLeavesThePlanEmptyAndIsNotTouched() {
    for (HasMetadata object : operatorObjects()) {
      patch(
          object,
          "{\"metadata\":{\"labels\":{\"helm.toolkit.fluxcd.io/name\":\"flux-operator\"}}}");
    }
    patch(
        Flux.operator(client),
        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"upgraded-by\":\"helm-controller\"}}}}}");
    Waiting.await().until(() -> Flux.isAvailable(Flux.operator(client)));
    var upgraded = Flux.fingerprints(client).get("Deployment/flux-operator");

    cluster.program().run("diff", "prod-eu", "--plane", "stacks", "--refresh").succeeded();
    ProcessResult deploy =
        assertIsToBePublished("operator=0.58.1", "Flux Operator: version: 0.59.0 -> 0.58.1");

    assertThat(Flux.fingerprints(client)).containsEntry("Deployment/flux-operator", upgraded);
    assertThat(deploy.output()).doesNotContain("kind: CustomResourceDefinition");
  }

  @Test
  void fluxInstanceThatFluxAppliesIsNotTouchedAndTheDifferenceIsReported() {
    patch(
        Flux.instance(client),
        "{\"metadata\":{\"labels\":{\"kustomize.toolkit.fluxcd.io/name\":\"flux-system\"}}}");
    var before = Flux.fingerprints(client).get("FluxInstance/flux");

    assertIsToBePublished(
        "flux=2.9.x", "FluxInstance/flux: spec.distribution.version: 2.x -> 2.9.x");

    assertThat(Flux.fingerprints(client)).containsEntry("FluxInstance/flux", before);
  }

  /** Neither a review nor a deploy takes it for a change of the cluster. */
  private ProcessResult assertIsToBePublished(String variation, String difference) {
    Program changed = Program.variedFleet(cluster.folder(), variation).against(cluster.sandbox());

    assertThat(
            changed.run("diff", "prod-eu", "--plane", "stacks", "--refresh").succeeded().stdout())
        .isEqualTo(
            """
            # prod-eu
            owned by Flux, publish to change: %s

            No changes. Your infrastructure matches the configuration.

            OpenTofu has compared your real infrastructure against your configuration and
            found no differences, so no changes are needed.
            """
                .formatted(difference));
    ProcessResult deploy = changed.run("deploy", "prod-eu", "--flux-only").succeeded();
    assertThat(deploy.stderr())
        .contains("prod-eu: owned by Flux, publish to change: " + difference + "\n")
        .containsPattern("prod-eu: apply: 0 added, \\d changed, 0 destroyed");
    return deploy;
  }

  private List<HasMetadata> operatorObjects() {
    List<HasMetadata> objects = new ArrayList<>();
    objects.add(Flux.operator(client));
    objects.add(
        client.serviceAccounts().inNamespace(Flux.NAMESPACE).withName("flux-operator").get());
    client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .filter(crd -> crd.getSpec().getGroup().equals("fluxcd.controlplane.io"))
        .forEach(objects::add);
    objects.addAll(
        client
            .rbac()
            .clusterRoleBindings()
            .withLabel("app.kubernetes.io/name", "flux-operator")
            .list()
            .getItems());
    return objects;
  }

  private void patch(HasMetadata object, String patch) {
    client.resource(object).patch(PatchContext.of(PatchType.JSON_MERGE), patch);
  }
}
