package dev.flotilla.main.cluster.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentsTest {
  @Test
  void deploymentsThatAreAvailableAreNotReported() {
    assertThat(Deployments.unavailable(List.of(deployment("a", 2, "True")))).isEmpty();
  }

  @Test
  void deploymentsNameThoseThatAreNotWithTheReason() {
    assertThat(
            Deployments.unavailable(
                List.of(
                    deployment("b", 2, "False"),
                    deployment("a", 1, "True"),
                    object("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: c}"))))
        .containsExactly(
            "Deployment/a: Available=True, Reason: why",
            "Deployment/b: Available=False, Reason: why",
            "Deployment/c: not seen by its controller yet");
  }

  /** A Deployment of generation 2. */
  private static GenericKubernetesResource deployment(
      String name, int observedGeneration, String available) {
    return object(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s, generation: 2}
        status:
          observedGeneration: %d
          conditions: [{type: Available, status: "%s", reason: Reason, message: why}]
        """
            .formatted(name, observedGeneration, available));
  }

  private static GenericKubernetesResource object(String yaml) {
    return Serialization.unmarshal(yaml, GenericKubernetesResource.class);
  }
}
