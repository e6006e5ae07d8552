package dev.flotilla.main.cluster.ownership;

import dev.flotilla.main.cluster.FluxNamespace;
import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Secrets that the state does not know. Importing one would put its data into the state, so it
 * makes way for the one that is applied; its data is in memory only.
 */
public final class SecretReplacement {
  private final FluxNamespace namespace;
  private final List<String> names;
  private final Consumer<String> progress;

  /**
   * Looks at nothing yet.
   *
   * @param names of Secrets in the namespace of Flux
   * @param progress gets a line for each Secret and what happens to it
   */
  public SecretReplacement(LiveCluster cluster, List<String> names, Consumer<String> progress) {
    this.namespace = new FluxNamespace(cluster);
    this.names = List.copyOf(names);
    this.progress = progress;
  }

  /** Removes them for {@code apply}; when that fails, what it has not created is put back. */
  public void makeWayFor(Runnable apply) {
    List<GenericKubernetesResource> secrets =
        names.stream().map(namespace::secret).flatMap(Optional::stream).toList();
    try {
      secrets.forEach(this::remove);
      apply.run();
    } catch (RuntimeException e) {
      // The Kubernetes client does nothing in an interrupted thread.
      boolean interrupted = Thread.interrupted();
      secrets.forEach(this::putBack);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private void remove(GenericKubernetesResource secret) {
    progress.accept("replacing the Secret " + secret.getMetadata().getName());
    namespace.deleteSecret(secret.getMetadata().getName());
  }

  private void putBack(GenericKubernetesResource secret) {
    String name = secret.getMetadata().getName();
    try {
      if (namespace.createSecret(asItWas(secret))) {
        progress.accept("restored the Secret " + name);
      }
    } catch (Failure failure) {
      progress.accept(
          "cannot restore the Secret "
              + name
              + ": "
              + failure.getMessage()
              + "; deploy again to create it");
    }
  }

  /** Without what only the server sets. */
  private static GenericKubernetesResource asItWas(GenericKubernetesResource secret) {
    ObjectMeta metadata = secret.getMetadata();
    metadata.setUid(null);
    metadata.setResourceVersion(null);
    metadata.setCreationTimestamp(null);
    metadata.setManagedFields(null);
    return secret;
  }
}
