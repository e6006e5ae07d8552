package dev.flotilla.tests.harness.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What Flux looks like on a cluster. */
public final class Flux {
  public static final String NAMESPACE = "flux-system";

  private static final String API = "fluxcd.controlplane.io/v1";

  private Flux() {}

  public static GenericKubernetesResource instance(KubernetesClient client) {
    return required(client, "FluxInstance");
  }

  public static GenericKubernetesResource report(KubernetesClient client) {
    return required(client, "FluxReport");
  }

  public static Deployment operator(KubernetesClient client) {
    return Objects.requireNonNull(
        client.apps().deployments().inNamespace(NAMESPACE).withName("flux-operator").get());
  }

  public static String sync(KubernetesClient client, String field) {
    return Objects.requireNonNull(instance(client).get("spec", "sync", field));
  }

  /** Whether the operator says Ready of what the object asks for now. */
  public static boolean isReady(GenericKubernetesResource instance) {
    List<Map<String, Object>> conditions = instance.get("status", "conditions");
    return conditions != null
        && conditions.stream()
            .anyMatch(
                condition ->
                    "Ready".equals(condition.get("type"))
                        && "True".equals(condition.get("status"))
                        && ((Number) condition.get("observedGeneration")).longValue()
                            == instance.getMetadata().getGeneration());
  }

  /** Whether the pods of what it asks for now are ready. */
  public static boolean isAvailable(Deployment deployment) {
    var status = deployment.getStatus();
    return Objects.equals(status.getObservedGeneration(), deployment.getMetadata().getGeneration())
        && Objects.equals(status.getUpdatedReplicas(), deployment.getSpec().getReplicas())
        && Objects.equals(status.getReadyReplicas(), deployment.getSpec().getReplicas());
  }

  /**
   * Returns, for each object that a bootstrap makes, what changes when somebody replaces it or
   * changes what it asks for.
   */
  public static Map<String, String> fingerprints(KubernetesClient client) {
    Map<String, String> fingerprints = new TreeMap<>();
    var instance = instance(client).getMetadata();
    fingerprints.put("FluxInstance/flux", instance.getUid() + " " + instance.getGeneration());
    for (Deployment deployment :
        client.apps().deployments().inNamespace(NAMESPACE).list().getItems()) {
      var metadata = deployment.getMetadata();
      fingerprints.put(
          "Deployment/" + metadata.getName(), metadata.getUid() + " " + metadata.getGeneration());
    }
    for (var secret : client.secrets().inNamespace(NAMESPACE).list().getItems()) {
      var metadata = secret.getMetadata();
      fingerprints.put(
          "Secret/" + metadata.getName(), metadata.getUid() + " " + metadata.getResourceVersion());
    }
    var namespace = client.namespaces().withName(NAMESPACE).get().getMetadata();
    fingerprints.put("Namespace/" + NAMESPACE, namespace.getUid());
    return fingerprints;
  }

  private static GenericKubernetesResource required(KubernetesClient client, String kind) {
    return Objects.requireNonNull(
        client.genericKubernetesResources(API, kind).inNamespace(NAMESPACE).withName("flux").get());
  }
}
