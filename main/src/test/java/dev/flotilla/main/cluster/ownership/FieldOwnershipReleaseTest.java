package dev.flotilla.main.cluster.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class FieldOwnershipReleaseTest {
  private static final String OWNED = "labels: {kustomize.toolkit.fluxcd.io/name: flux-system},";

  @Test
  void leavesTheFieldsToFlux() {
    assertThat(
            FieldOwnershipRelease.patch(
                instance(
                    OWNED,
                    "terraform-provider-helm_v3.1.2",
                    "kustomize-controller",
                    "terraform-provider-helm_v3.1.1")))
        .contains(
            "[{\"op\":\"test\",\"path\":\"/metadata/managedFields/2/manager\",\"value\":\"terraform-provider-helm_v3.1.1\"},"
                + "{\"op\":\"remove\",\"path\":\"/metadata/managedFields/2\"},"
                + "{\"op\":\"test\",\"path\":\"/metadata/managedFields/0/manager\",\"value\":\"terraform-provider-helm_v3.1.2\"},"
                + "{\"op\":\"remove\",\"path\":\"/metadata/managedFields/0\"}]");
  }

  @Test
  void releasesTheFieldsOnce() {
    assertThat(
            FieldOwnershipRelease.patch(instance(OWNED, "kustomize-controller", "flux-operator")))
        .isEmpty();
  }

  @Test
  void waitsForFluxToApplyTheObject() {
    assertThat(FieldOwnershipRelease.patch(instance("", "terraform-provider-helm_v3.1.2")))
        .isEmpty();
  }

  private static GenericKubernetesResource instance(String labels, String... managers) {
    String entries = "{manager: " + String.join("}, {manager: ", managers) + "}";
    return Serialization.unmarshal(
        """
        apiVersion: fluxcd.controlplane.io/v1
        kind: FluxInstance
        metadata: {name: flux, %s managedFields: [%s]}
        """
            .formatted(labels, entries),
        GenericKubernetesResource.class);
  }
}
