package dev.flotilla.tests.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.InSandbox;
import dev.flotilla.tests.harness.Program;
import dev.flotilla.tests.harness.flux.FluxObject;
import dev.flotilla.tests.harness.flux.Manifest;
import dev.flotilla.tests.harness.process.Waiting;
import dev.flotilla.tests.harness.project.Project;
import dev.flotilla.tests.harness.registry.Cosign;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the tenant {@code web} publishes and its cluster refuses, each with what it may publish
 * instead. It has two namespaces, so each of its objects names its own.
 */
@Tag("north")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantIsolationE2E {
  private static final String WEB = "acme/apps/web";
  private static final String SHOP = "acme/apps/shop";

  private final TenantCluster cluster;

  TenantIsolationE2E(@InSandbox("north") TenantCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void artifactRunsWithTheSignatureOfItsOwnKeyOnly() {
    cluster.write("web", Manifest.configMap("web", "signed", "by web"));
    String running = cluster.publish("web");
    cluster.follow("web", running);

    cluster.write("web", Manifest.configMap("web", "signed", "by nobody"));
    assertRefused(cluster.publish(cluster.withoutKeys(), "web"));

    Program stranger = cluster.program(Project.emptyFolder("keys-of-a-stranger"));
    stranger.run("keys", "../keys-of-a-stranger").succeeded();
    cluster.write("web", Manifest.configMap("web", "signed", "by a stranger"));
    assertRefused(cluster.publish(stranger, "web"));

    String copied = cluster.publish("shop");
    cluster.registry().copyWithSignatures(SHOP, WEB, "latest");
    assertThat(Cosign.hasSigned(cluster.publicKey(SHOP), cluster.address(WEB))).isTrue();
    assertRefused(copied);

    assertThat(cluster.tenant("web").revision()).isEqualTo("latest@" + running);
    assertThat(signed()).isEqualTo("by web");
    cluster.write("web", Manifest.configMap("web", "signed", "by web again"));
    cluster.follow("web", cluster.publish("web"));
    assertThat(signed()).isEqualTo("by web again");
  }

  private void assertRefused(String digest) {
    FluxObject source = FluxObject.source(cluster.client(), "web", "apps");
    source.reconcile();
    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(source.ready())
                    .isEqualTo(
                        "False: VerificationError: failed to verify the signature using provider 'cosign': no matching signatures were found for '%s@%s'",
                        cluster.address(WEB).replace(":latest", ""), digest));
  }

  private String signed() {
    return cluster
        .client()
        .configMaps()
        .inNamespace("web")
        .withName("signed")
        .get()
        .getData()
        .get("version");
  }

  List<ArtifactAttack> attacks() {
    return ArtifactAttack.all(cluster.address(WEB).replace("apps/web:latest", ""));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void refusesATenantAndAppliesItsLegalTwin(ArtifactAttack attack) {
    cluster.write("web", attack.forbidden());
    cluster.write("shop", Manifest.configMap("shop", "beside", attack.name()));
    String neighbour = cluster.publish("web", "shop");
    FluxObject.source(cluster.client(), "web", "apps").reconcile();

    Waiting.await()
        .untilAsserted(
            () ->
                assertThat(cluster.tenant("web").ready())
                    .startsWith("False: ")
                    .contains(attack.refusal()));
    assertThat(cluster.client().resource(Manifest.parse(attack.forbidden())).get()).isNull();
    cluster.follow("shop", neighbour);

    cluster.write("web", attack.allowed());
    cluster.follow("web", cluster.publish("web"));
    assertThat(cluster.client().resource(Manifest.parse(attack.allowed())).get()).isNotNull();
  }
}
