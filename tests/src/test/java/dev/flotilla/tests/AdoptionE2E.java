package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens after helm-controller has upgraded the operator, played by this test. */
class AdoptionE2E {
  private final Bootstrapped cluster;
  private final KubernetesClient client;

  AdoptionE2E(@InSandbox("prod-eu") Bootstrapped cluster) {
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
    Patience.await().until(() -> Flux.isAvailable(Flux.operator(client)));
    var upgraded = Flux.fingerprints(client).get("Deployment/flux-operator");

    cluster.program().run("diff", "prod-eu").succeeded();
    ProcessResult deploy =
        Program.variedFleet(cluster.folder(), "operator=0.58.0")
            .against(cluster.sandbox())
            .run("deploy", "prod-eu")
            .succeeded();

    assertThat(deploy.stderr()).contains("prod-eu: apply: 0 added, 1 changed, 0 destroyed");
    assertThat(Flux.fingerprints(client)).containsEntry("Deployment/flux-operator", upgraded);
    assertThat(deploy.output()).doesNotContain("kind: CustomResourceDefinition");
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
