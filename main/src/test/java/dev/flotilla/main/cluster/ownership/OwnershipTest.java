package dev.flotilla.main.cluster.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.main.opentofu.state.BootstrapValues;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
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
    void differsWhereTheFleetHasAnotherValue() {
      BootstrapValues wanted = instance("{cluster: {size: large}, components: [a, b]}");

      assertThat(ownership.resources()).containsExactly("flux");
      assertThat(ownership.unpublished(wanted, wanted))
          .containsExactly(
              "FluxInstance/flux: spec.cluster.size: medium -> large",
              "FluxInstance/flux: spec.components: [\"source-controller\"] -> [\"a\",\"b\"]");
    }

    @Test
    void differsWhereTheFleetHasNoValueAnyMore() {
      assertThat(
              ownership.unpublished(
                  instance("{cluster: {size: medium}}"),
                  instance("{cluster: {size: medium}, sync: {interval: 1m0s}}")))
          .containsExactly("FluxInstance/flux: spec.sync.interval: 1m0s -> (none)");
    }

    @Test
    void instanceDoesNotDifferInDefaultsAndPublishedValues() {
      assertThat(
              ownership.unpublished(
                  instance("{cluster: {size: medium}}"), instance("{cluster: {size: small}}")))
          .isEmpty();
    }

    @Test
    void shortensALongDifference() {
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
    private static final GenericKubernetesResource DEPLOYMENT =
        object(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: flux-operator, labels: {app.kubernetes.io/version: v0.60.0}}
            """);

    private final Ownership ownership =
        ownership(new LiveOperator(DEPLOYMENT, Optional.empty(), Optional.empty()));

    /** With what the fleet has published of it. */
    private final Ownership upgraded =
        ownership(
            new LiveOperator(
                DEPLOYMENT,
                Optional.of(
                    object(
                        """
                        apiVersion: source.toolkit.fluxcd.io/v1
                        kind: OCIRepository
                        metadata: {name: flux-operator}
                        spec: {url: c, ref: {tag: 0.59.0}}
                        """)),
                Optional.of("a: {b: 1}")));

    private Ownership ownership(LiveOperator operator) {
      return new Ownership(Optional.empty(), Optional.of(operator));
    }

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
    void operatorDoesNotDifferBecauseFluxHasUpgradedIt() {
      assertThat(ownership.unpublished(operator("0.58.1", ""), operator("0.58.1", ""))).isEmpty();
      assertThat(ownership.unpublished(operator("0.60.0", ""), operator("0.58.1", ""))).isEmpty();
    }

    @Test
    void differsInARaisedVersionUntilItIsPublished() {
      BootstrapValues raised = operator("0.61.0", "a: {b: 1}");

      assertThat(ownership.unpublished(raised, raised))
          .containsExactly("Flux Operator: version: 0.60.0 -> 0.61.0");
      assertThat(upgraded.unpublished(raised, raised))
          .containsExactly("Flux Operator: version: 0.59.0 -> 0.61.0");
    }

    @Test
    void differsInPublishedValuesAndChartAlsoWithoutState() {
      BootstrapValues wanted =
          new BootstrapValues("", "shown: {chart: d, version: 0.59.0}", "a: {b: 2, c: 3}");

      for (BootstrapValues applied : List.of(wanted, EMPTY, operator("0.58.1", "x: y"))) {
        assertThat(upgraded.unpublished(wanted, applied))
            .containsExactly(
                "Flux Operator: chart: c -> d",
                "Flux Operator: values.a.b: 1 -> 2",
                "Flux Operator: values.a.c: (none) -> 3");
      }
    }

    @Test
    void operatorDoesNotDifferWithoutState() {
      assertThat(upgraded.unpublished(operator("0.59.0", "a: {b: 1}"), EMPTY)).isEmpty();
      assertThat(ownership.unpublished(operator("0.60.0", "a: {b: 1}"), EMPTY)).isEmpty();
      // Flux may have gone on to a newer one by itself.
      assertThat(ownership.unpublished(operator("0.58.1", ""), EMPTY)).isEmpty();
    }

    private BootstrapValues operator(String version, String values) {
      return new BootstrapValues("", "shown: {chart: c, version: " + version + "}", values);
    }
  }

  @Test
  void objectIsNotOwnedWithoutTheLabelsOfFlux() {
    assertThat(Ownership.isOwned(object("metadata: {name: flux, labels: {team: a}}"))).isFalse();
    assertThat(Ownership.isOwned(object("metadata: {name: flux}"))).isFalse();
    assertThat(Ownership.NONE.unpublished(new BootstrapValues("object: {}", "", ""), EMPTY))
        .isEmpty();
  }

  private static GenericKubernetesResource object(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }
}
