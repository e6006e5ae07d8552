package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits until a cluster's Flux is ready: it watches, so it hears of each change at once. */
public final class Readiness {
  private final LiveCluster cluster;
  private final Duration timeout;
  private final Consumer<String> progress;
  private final long start = System.nanoTime();
  private String told = "";

  /**
   * Prepares to wait.
   *
   * @param progress gets what the cluster says, each thing once
   */
  public Readiness(LiveCluster cluster, Duration timeout, Consumer<String> progress) {
    this.cluster = cluster;
    this.timeout = timeout;
    this.progress = progress;
  }

  /**
   * Returns once the FluxInstance is Ready at its generation, the Deployments of Flux are available
   * and the operator has reported.
   */
  public void await() {
    try {
      cluster.fluxInstance().waitUntilCondition(this::isReady, left(), TimeUnit.NANOSECONDS);
      awaitDeployments();
      cluster
          .fluxReport()
          .waitUntilCondition(report -> report != null, left(), TimeUnit.NANOSECONDS);
    } catch (KubernetesClientTimeoutException | TimeoutException e) {
      throw notInTime();
    } catch (KubernetesClientException e) {
      throw Thread.currentThread().isInterrupted() ? interrupted() : cluster.failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
  }

  private boolean isReady(@Nullable GenericKubernetesResource object) {
    if (object == null) {
      return false;
    }
    LiveFlux flux = new LiveFlux(object);
    tell(flux.message());
    return flux.isReady();
  }

  private void awaitDeployments() throws InterruptedException, TimeoutException {
    CompletableFuture<List<GenericKubernetesResource>> available =
        cluster.fluxDeployments().informOnCondition(this::areAvailable);
    try {
      available.get(left(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw KubernetesClientException.launderThrowable(e.getCause());
    } finally {
      available.cancel(true);
    }
  }

  private boolean areAvailable(List<GenericKubernetesResource> deployments) {
    List<String> unavailable = Deployments.unavailable(deployments);
    unavailable.stream().findFirst().ifPresent(this::tell);
    return !deployments.isEmpty() && unavailable.isEmpty();
  }

  private long left() {
    return Math.max(timeout.toNanos() - (System.nanoTime() - start), 0);
  }

  private void tell(String message) {
    if (!message.equals(told)) {
      told = message;
      progress.accept(message);
    }
  }

  private Failure notInTime() {
    return new Failure(
        "cluster '%s' must have its Flux ready within %d s, and has not\n%s\nmend what is not ready, or allow more time with --timeout, and deploy again"
            .formatted(
                cluster.name(), timeout.toSeconds(), String.join("\n", Diagnosis.of(cluster))));
  }

  private Failure interrupted() {
    return new Failure(
        "cluster '%s': interrupted; everything was applied, see how it goes on with 'flotilla status %s'"
            .formatted(cluster.name(), cluster.name()));
  }
}
