package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits until a cluster's Flux is ready. */
public final class Readiness {
  private final LiveCluster cluster;
  private final Duration timeout;
  private final long start = System.nanoTime();
  private String told = "";

  public Readiness(LiveCluster cluster, Duration timeout) {
    this.cluster = cluster;
    this.timeout = timeout;
  }

  /**
   * Returns once the FluxInstance is Ready at its generation and the operator has reported.
   *
   * @param progress gets what the operator says, each thing once
   */
  public void await(Consumer<String> progress) {
    await(
        cluster.fluxInstance(),
        object -> {
          LiveFlux flux = new LiveFlux(object);
          tell(flux.message(), progress);
          return flux.isReady();
        });
    await(cluster.fluxReport(), object -> true);
  }

  private void await(
      Resource<GenericKubernetesResource> resource,
      Predicate<GenericKubernetesResource> condition) {
    long left = timeout.toNanos() - (System.nanoTime() - start);
    try {
      resource.waitUntilCondition(
          (@Nullable GenericKubernetesResource object) -> object != null && condition.test(object),
          Math.max(left, 0),
          TimeUnit.NANOSECONDS);
    } catch (KubernetesClientTimeoutException e) {
      throw new Failure(
          "cluster '%s' must have its Flux ready within %d s, and has not\n%s\nmend what is not ready, or allow more time with --timeout, and deploy again"
              .formatted(
                  cluster.name(), timeout.toSeconds(), String.join("\n", Diagnosis.of(cluster))));
    } catch (KubernetesClientException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new Failure(
            "cluster '%s': interrupted; everything was applied, see how it goes on with 'flotilla status %s'"
                .formatted(cluster.name(), cluster.name()));
      }
      throw cluster.failure(e);
    }
  }

  private void tell(String message, Consumer<String> progress) {
    if (!message.equals(told)) {
      told = message;
      progress.accept(message);
    }
  }
}
