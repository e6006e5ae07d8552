package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.flux.Flux;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.Waiting;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicySpec;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What kustomize-controller loads for a tenant, by the environment that its Deployment has. */
@Tag("north")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildEgressE2E {
  private final TenantCluster cluster;

  BuildEgressE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
  }

  /** Go never has a proxy for loopback, so a server of the test would be reached all the same. */
  @Test
  void buildLoadsOnlyItsOwnArtifact() {
    cluster.write("web", "remote", "kustomization.yaml", "resources: [http://unlisted.invalid/a]");
    cluster.write(
        "web", "local", "kustomization.yaml", "resources: [objects.yaml]\nnamespace: web-jobs");
    cluster.write("web", "local", "objects.yaml", Manifest.configMap("web", "loaded", "1"));
    cluster.write("web", kustomization("remote") + "---\n" + kustomization("local"));
    cluster.publish("web");
    FluxObject.source(cluster.client(), "web", "apps").reconcile();

    FluxObject remote = FluxObject.kustomization(cluster.client(), "web", "remote");
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(remote.ready())
                    .startsWith("False: BuildFailed: ")
                    .contains(
                        "http://unlisted.invalid/a",
                        "proxyconnect tcp: dial tcp 127.0.0.1:9: connect: connection refused"));
    FluxObject.kustomization(cluster.client(), "web", "local").awaitReady();
    assertThat(cluster.client().configMaps().inNamespace("web-jobs").withName("loaded").get())
        .isNotNull();

    cluster.write("web", Manifest.configMap("web", "after", "1"));
    cluster.follow("web", cluster.publish("web"));
  }

  @Test
  void buildNamesTheVariableThatNobodyHasSet() {
    cluster.write("web", Manifest.configMap("web", "dollar", "${NOT_SET}"));
    cluster.publish("web");
    FluxObject.source(cluster.client(), "web", "apps").reconcile();

    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(cluster.tenant("web").ready())
                    .startsWith("False: ")
                    .contains("NOT_SET"));

    cluster.write("web", Manifest.configMap("web", "after", "2"));
    cluster.follow("web", cluster.publish("web"));
  }

  /** The sandbox enforces no policy; this is what a network plugin reads. */
  @Test
  void policyAllowsPodsOfFluxOnlyTheAddressesOfTheFleet() {
    NetworkPolicySpec policy =
        cluster
            .client()
            .network()
            .v1()
            .networkPolicies()
            .inNamespace(Flux.NAMESPACE)
            .withName("allow-egress")
            .require()
            .getSpec();

    assertThat(policy.getPodSelector()).isEqualTo(new LabelSelector());
    assertThat(policy.getEgress().stream().flatMap(rule -> rule.getTo().stream()))
        .extracting(NetworkPolicyPeer::getIpBlock)
        .filteredOn(Objects::nonNull)
        .extracting(IPBlock::getCidr)
        .containsExactly("192.0.2.0/24");
    assertThat(policy.getEgress()).hasSize(3).doesNotContain(new NetworkPolicyEgressRule());
  }

  private static String kustomization(String name) {
    return Manifest.kustomization(name, "name: apps", "").replace("./more", "./" + name) + "\n";
  }
}
