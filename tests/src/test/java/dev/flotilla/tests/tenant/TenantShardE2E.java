package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.flux.TenantAccount;
import dev.flotilla.tests.harness.process.Waiting;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a tenant publishes that takes all the memory of its controllers. */
@Tag("north")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantShardE2E {
  private final TenantCluster cluster;
  private final KubernetesClient client;

  TenantShardE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
    this.client = cluster.client();
  }

  @Test
  void platformKeepsRunningWhateverATenantPublishes() {
    cluster.pushElsewhere("web", bomb());
    FluxObject.source(client, "web", "apps").reconcile();
    Waiting.await().until(() -> cluster.log("kustomize-controller-tenants").contains(KILLED));

    FluxObject.kustomization(client, Flux.NAMESPACE, "flux-system").reconcile();
    FluxObject.kustomization(client, Flux.NAMESPACE, "tenants").reconcile();
    assertThat(cluster.log("kustomize-controller")).doesNotContain("out of memory");

    cluster.write("web", Manifest.configMap("web", "after", "the bomb"));
    cluster.follow("web", cluster.publish("web"));
  }

  @Test
  void tenantCannotReachThePlatformsControllers() {
    GenericKubernetesResource main =
        Manifest.parse(Manifest.kustomization("main", "name: apps", ""));
    try (KubernetesClient tenant = TenantAccount.of(client, "web")) {
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> tenant.resource(main).create())
          .extracting(refusal -> refusal.getStatus().getMessage())
          .asString()
          .endsWith(
              "denied request: a tenant's Flux objects must be on its shard, got '' in Kustomization 'main'; label it sharding.fluxcd.io/key=tenants");

      main.getMetadata().setLabels(Map.of("sharding.fluxcd.io/key", "tenants"));
      assertThat(tenant.resource(main).dryRun().create()).isNotNull();
    }
  }

  private static final String KILLED = "sandbox: kustomize-controller-tenants out of memory";

  /** A kilobyte, of which each line is ten times the line before it. */
  private static String bomb() {
    StringBuilder text =
        new StringBuilder(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb, namespace: web}\n");
    text.append("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
    for (int level = 1; level < 8; level++) {
      String lower = "*x" + (level - 1);
      text.append("x%d: &x%d [".formatted(level, level))
          .append(String.join(", ", Collections.nCopies(10, lower)))
          .append("]\n");
    }
    return text.toString();
  }
}
