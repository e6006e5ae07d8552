package dev.flotilla.main.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.fleet.flux.FluxInstance;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Optional;

/**
 * The namespace of Flux on a cluster, and the Secrets in it.
 *
 * @param cluster the one that is asked
 */
public record FluxNamespace(LiveCluster cluster) {
  private static final String NAME = FluxInstance.NAMESPACE;
  private static final PatchContext JSON_MERGE = PatchContext.of(PatchType.JSON_MERGE);

  /** Returns whether the cluster has it. */
  public boolean exists() {
    return object().isPresent();
  }

  /** Returns the object of the namespace, if the cluster has it. */
  public Optional<GenericKubernetesResource> object() {
    return Optional.ofNullable(
        cluster.ask(
            client ->
                client.genericKubernetesResources(ResourceKinds.NAMESPACE).withName(NAME).get()));
  }

  /** Adds an annotation to the namespace, or changes the one of that key. */
  public void annotate(String key, String value) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("metadata").putObject("annotations").put(key, value);
    cluster.ask(
        client ->
            client
                .genericKubernetesResources(ResourceKinds.NAMESPACE)
                .withName(NAME)
                .patch(JSON_MERGE, patch.toString()));
  }

  /** Returns whether it has the Secret {@code name}. */
  public boolean hasSecret(String name) {
    return secret(name).isPresent();
  }

  /** Returns the Secret {@code name}, if it has it. */
  public Optional<GenericKubernetesResource> secret(String name) {
    return cluster.find(ResourceKinds.SECRET, name);
  }

  /** Deletes the Secret {@code name}, if it has it. */
  public void deleteSecret(String name) {
    cluster.ask(
        client ->
            client
                .genericKubernetesResources(ResourceKinds.SECRET)
                .inNamespace(NAME)
                .withName(name)
                .delete());
  }

  /** Returns false, and does nothing, if there is a Secret of its name. */
  public boolean createSecret(GenericKubernetesResource secret) {
    return cluster.once(
        client -> {
          try {
            client.genericKubernetesResources(ResourceKinds.SECRET).resource(secret).create();
            return true;
          } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
              return false;
            }
            throw e;
          }
        });
  }
}
