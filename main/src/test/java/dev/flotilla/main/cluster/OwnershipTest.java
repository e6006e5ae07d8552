package dev.flotilla.main.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.opentofu.BootstrapValues;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final BootstrapValues EMPTY = new BootstrapValues("", "", "");

  @Nested
  class Instance {
    private final Ownership ownership =
        new Ownership(
            Optional.of(
                object(
                    """
                    apiVersion: fluxcd.controlplane.io/v1
                    kind: FluxInstance
                    metadata: {name: flux}
                    spec:
                      cluster: {size: medium, domain: cluster.local, type: kubernetes}
                      components: [source-controller]
                      sync: {interval: 1m0s}
                    """)),
            Optional.empty());

    @Test
    void differsInWhatJavaSaysOtherwise() {
      BootstrapValues wanted = instance("{cluster: {size: large}, components: [a, b]}");

      assertThat(ownership.resources()).containsExactly("flux");
      assertThat(ownership.unpublished(wanted, wanted))
          .containsExactly(
              "FluxInstance/flux: spec.cluster.size: medium -> large",
              "FluxInstance/flux: spec.components: [\"source-controller\"] -> [\"a\",\"b\"]");
    }

    @Test
    void differsInWhatJavaHasNoMore() {
      assertThat(
              ownership.unpublished(
                  instance("{cluster: {size: medium}}"),
                  instance("{cluster: {size: medium}, sync: {interval: 1m0s}}")))
          .containsExactly("FluxInstance/flux: spec.sync.interval: 1m0s -> (none)");
    }

    @Test
    void doesNotDifferInDefaultsNorInWhatWasPublished() {
      assertThat(
              ownership.unpublished(
                  instance("{cluster: {size: medium}}"), instance("{cluster: {size: small}}")))
          .isEmpty();
    }

    @Test
    void differsInALongValueShortly() {
      BootstrapValues wanted =
          instance("{kustomize: {patches: [{patch: " + "x".repeat(500) + "}]}}");

      assertThat(ownership.unpublished(wanted, wanted))
          .containsExactly(
              "FluxInstance/flux: spec.kustomize.patches: (none) -> [{\"patch\":\"%s…"
                  .formatted("x".repeat(49)));
    }

    private BootstrapValues instance(String spec) {
      return new BootstrapValues("object: {spec: " + spec + "}", "", "");
    }
  }

  @Nested
  class Operator {
    private final Ownership ownership =
        new Ownership(
            Optional.empty(),
            Optional.of(
                object(
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: flux-operator, labels: {app.kubernetes.io/version: v0.60.0}}
                    """)));

    @Test
    void differsInAVersionThatWasChangedAndInItsChartsValues() {
      assertThat(ownership.resources()).containsExactly("flux_operator");
      assertThat(
              ownership.unpublished(
                  operator("0.61.0", "a: {b: 2}"), operator("0.58.1", "a: {b: 1}")))
          .containsExactly(
              "Flux Operator: values.a.b: 1 -> 2", "Flux Operator: version: 0.60.0 -> 0.61.0");
    }

    @Test
    void doesNotDifferBecauseFluxHasUpgradedIt() {
      assertThat(ownership.unpublished(operator("0.58.1", ""), operator("0.58.1", ""))).isEmpty();
      assertThat(ownership.unpublished(operator("0.60.0", ""), operator("0.58.1", ""))).isEmpty();
    }

    private BootstrapValues operator(String version, String values) {
      return new BootstrapValues("", "shown: {chart: c, version: " + version + "}", values);
    }
  }

  @Test
  void isOfNothingWithoutLabels() {
    assertThat(Ownership.isOwned(object("metadata: {name: flux, labels: {team: a}}"))).isFalse();
    assertThat(Ownership.isOwned(object("metadata: {name: flux}"))).isFalse();
    assertThat(Ownership.NONE.unpublished(new BootstrapValues("object: {}", "", ""), EMPTY))
        .isEmpty();
  }

  private static GenericKubernetesResource object(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }
}
