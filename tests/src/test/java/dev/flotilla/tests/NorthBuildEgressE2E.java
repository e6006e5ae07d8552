package dev.flotilla.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What kustomize-controller loads for a tenant, by the environment that its Deployment has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NorthBuildEgressE2E {
  private final TenantCluster cluster;

  NorthBuildEgressE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
  }

  /** Go never has a proxy for loopback, so a server of the test would be reached all the same. */
  @Test
  void buildLoadsItsOwnArtifactAndNothingFromElsewhere() {
    cluster.write("web", "remote", "kustomization.yaml", "resources: [http://unlisted.invalid/a]");
    cluster.write(
        "web", "local", "kustomization.yaml", "resources: [objects.yaml]\nnamespace: web-jobs");
    cluster.write("web", "local", "objects.yaml", Manifest.configMap("web", "loaded", "1"));
    cluster.write("web", kustomization("remote") + "---\n" + kustomization("local"));
    cluster.publish("web");
    FluxObject.source(cluster.client(), "web", "apps").reconcile();

    FluxObject remote = FluxObject.kustomization(cluster.client(), "web", "remote");
    Patience.await()
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

  private static String kustomization(String name) {
    return Manifest.kustomization(name, "name: apps", "").replace("./more", "./" + name) + "\n";
  }
}
