package dev.flotilla.main.cluster.flux;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class LiveFluxTest {
  @Test
  void fluxIsReadyAtItsOwnGeneration() {
    LiveFlux flux = flux("True", 2);

    assertThat(flux.isReady()).isTrue();
    assertThat(flux.message()).isEqualTo("Reconciliation finished in 3s");
    assertThat(flux.version()).isEqualTo("v2.9.4");
    assertThat(flux.sync())
        .isEqualTo(new SyncTarget("oci://ghcr.io/acme/fleet", "latest", "clusters/staging"));
  }

  @Test
  void fluxIsNotReadyAtAnEarlierGeneration() {
    assertThat(flux("True", 1).isReady()).isFalse();
  }

  @Test
  void fluxIsNotReadyWhileItIsUnknown() {
    assertThat(flux("Unknown", 2).isReady()).isFalse();
  }

  @Test
  void fluxIsNotReadyBeforeTheOperatorHasSeenIt() {
    LiveFlux flux =
        new LiveFlux(
            Serialization.unmarshal(
                """
                apiVersion: fluxcd.controlplane.io/v1
                kind: FluxInstance
                metadata: {name: flux, generation: 1}
                spec: {}
                """,
                GenericKubernetesResource.class));

    assertThat(flux.isReady()).isFalse();
    assertThat(flux.message()).isEqualTo("the Flux Operator has not seen it yet");
    assertThat(flux.version()).isEmpty();
    assertThat(flux.sync()).isEqualTo(SyncTarget.NONE);
  }

  private static LiveFlux flux(String ready, int observedGeneration) {
    return new LiveFlux(
        Serialization.unmarshal(
            """
            apiVersion: fluxcd.controlplane.io/v1
            kind: FluxInstance
            metadata: {name: flux, namespace: flux-system, generation: 2}
            spec:
              sync: {kind: OCIRepository, url: "oci://ghcr.io/acme/fleet", ref: latest, path: clusters/staging}
            status:
              lastAppliedRevision: v2.9.4@sha256:3ed5e5f8d8a5b1c2
              conditions:
              - {type: Reconciling, status: "False", reason: Done, message: ""}
              - type: Ready
                status: "%s"
                observedGeneration: %d
                reason: ReconciliationSucceeded
                message: Reconciliation finished in 3s
            """
                .formatted(ready, observedGeneration),
            GenericKubernetesResource.class));
  }
}
