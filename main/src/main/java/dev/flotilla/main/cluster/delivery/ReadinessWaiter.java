package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.LiveCluster;
import dev.flotilla.main.cluster.ObjectId;
import dev.flotilla.main.cluster.ResourceKinds;
import dev.flotilla.main.cluster.flux.FluxObject;
import dev.flotilla.main.cluster.flux.LiveFlux;
import dev.flotilla.main.cluster.flux.Obstacle;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits until a cluster's Flux is ready, and what it delivers. */
public final class ReadinessWaiter {
  /** How often the fleet is looked at. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private final LiveCluster cluster;
  private final Duration timeout;
  private final Consumer<String> progress;
  private final long start = System.nanoTime();
  private final Instant startTime = Instant.now();
  private final Set<String> failures = new HashSet<>();
  private final Standstill standstill;
  private String last = "";

  /**
   * Prepares to wait.
   *
   * @param progress gets what the cluster says, each thing once
   */
  public ReadinessWaiter(LiveCluster cluster, Duration timeout, Consumer<String> progress) {
    this(cluster, timeout, progress, new Standstill(System::nanoTime));
  }

  ReadinessWaiter(
      LiveCluster cluster, Duration timeout, Consumer<String> progress, Standstill standstill) {
    this.cluster = cluster;
    this.timeout = timeout;
    this.progress = progress;
    this.standstill = standstill;
  }

  /**
   * Returns once the FluxInstance is Ready at its generation, the Deployments of Flux are available
   * and the operator has reported.
   */
  public void awaitFlux() {
    translating(this::flux);
  }

  /**
   * Returns once all that Flux delivers is Ready: the sync, what it applies, and what that applies,
   * each at the revision of its source.
   */
  public void awaitFleet() {
    translating(this::fleet);
  }

  private void flux() throws InterruptedException, TimeoutException {
    cluster
        .resource(ResourceKinds.FLUX_INSTANCE, LiveFlux.NAME)
        .waitUntilCondition(this::isReady, left(), TimeUnit.NANOSECONDS);
    awaitDeployments();
    cluster
        .resource(ResourceKinds.FLUX_REPORT, LiveFlux.NAME)
        .waitUntilCondition(report -> report != null, left(), TimeUnit.NANOSECONDS);
  }

  /** Flux reports on a fleet in many objects of many kinds: they are polled, not watched. */
  private void fleet() throws InterruptedException, TimeoutException {
    copies();
    reconcileSources();
    for (List<Delivery> deliveries = deliveries();
        !deliveries.stream().allMatch(Delivery::isReady);
        deliveries = deliveries()) {
      deliveries.stream().flatMap(Delivery::all).forEach(this::reportFailures);
      endAtStandstill(deliveries);
      report(Delivery.summary(deliveries));
      pause();
    }
  }

  /** Fails once nothing becomes ready by itself any more: waiting would be in vain. */
  private void endAtStandstill(List<Delivery> deliveries) {
    for (Delivery sync : deliveries) {
      if (sync.revision().isEmpty() && sync.obstacles().stream().anyMatch(Obstacle::isNotFound)) {
        throw new Failure(
            "cluster '%s' has nothing to apply: nothing is published that source '%s' fetches\n%s\nrun 'flotilla publish', or deploy with --flux-only"
                .formatted(cluster.name(), sync.source(), lines(List.of(sync))));
      }
    }
    if (standstill.isReached(deliveries)) {
      throw new Failure(
          "cluster '%s' does not become ready by itself: what failed has not changed for %d s\n%s\nfix what failed, publish it, and deploy again"
              .formatted(cluster.name(), Standstill.MIN_STANDSTILL.toSeconds(), lines(deliveries)));
    }
  }

  private static String lines(List<Delivery> deliveries) {
    return deliveries.stream()
        .flatMap(Delivery::all)
        .flatMap(delivery -> delivery.obstacles().stream())
        .map(Obstacle::toString)
        .collect(Collectors.joining("\n"));
  }

  /**
   * A ResourceSet copies a Secret at its interval, unless it is asked to; sources need it first.
   */
  private void copies() throws InterruptedException, TimeoutException {
    Set<ObjectId> asked = new HashSet<>();
    for (List<CredentialCopy> stale = CredentialCopy.stale(cluster);
        !stale.isEmpty();
        stale = CredentialCopy.stale(cluster)) {
      stale.stream().map(CredentialCopy::resourceSet).filter(asked::add).forEach(this::reconcile);
      report(stale.get(0).toString());
      pause();
    }
  }

  /** Has Flux fetch at once what is new, which it otherwise does at each source's interval. */
  private void reconcileSources() {
    String patch = FluxObject.reconcileAt(Instant.now());
    LiveFlux.find(cluster)
        .map(live -> new Deliveries(new Snapshot(cluster)).sources(live.syncName()))
        .orElse(List.of())
        .forEach(source -> cluster.merge(source, patch));
  }

  /** Has Flux or its operator look at an object now. */
  private void reconcile(ObjectId id) {
    cluster.merge(id, FluxObject.reconcileAt(Instant.now()));
  }

  private void pause() throws InterruptedException, TimeoutException {
    if (left() == 0) {
      throw new TimeoutException();
    }
    Thread.sleep(Math.min(POLL_INTERVAL.toMillis(), left() / 1_000_000 + 1));
  }

  private List<Delivery> deliveries() {
    return LiveFlux.find(cluster).map(live -> Deliveries.of(cluster, live)).orElse(List.of());
  }

  /** An object that only waits is not reported: the summary names it as not ready yet. */
  private void reportFailures(Delivery delivery) {
    delivery.obstacles().stream()
        .filter(obstacle -> !obstacle.isWaiting())
        .map(obstacle -> delivery.name() + ": " + obstacle)
        .filter(failures::add)
        .forEach(progress);
  }

  private void translating(Wait wait) {
    try {
      wait.run();
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
    report(flux.message());
    return flux.isReady();
  }

  private void awaitDeployments() throws InterruptedException, TimeoutException {
    CompletableFuture<List<GenericKubernetesResource>> available =
        cluster
            .labelled(ResourceKinds.DEPLOYMENT, "app.kubernetes.io/part-of", "flux")
            .informOnCondition(this::areAvailable);
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
    unavailable.stream().findFirst().ifPresent(this::report);
    return !deployments.isEmpty() && unavailable.isEmpty();
  }

  private long left() {
    return Math.max(timeout.toNanos() - (System.nanoTime() - start), 0);
  }

  private void report(String message) {
    if (!message.equals(last)) {
      last = message;
      progress.accept(message);
    }
  }

  private Failure notInTime() {
    return new Failure(
        "cluster '%s' is not ready after %d s\n%s\nfix what is not ready, or allow more time with --timeout, and deploy again"
            .formatted(
                cluster.name(),
                timeout.toSeconds(),
                String.join("\n", Diagnosis.of(cluster, startTime))));
  }

  private Failure interrupted() {
    return new Failure(
        "cluster '%s': interrupted; everything was applied, follow it with 'flotilla status %s'"
            .formatted(cluster.name(), cluster.name()));
  }

  private interface Wait {
    void run() throws InterruptedException, TimeoutException;
  }
}
