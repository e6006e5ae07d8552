package dev.flotilla.main.cluster.delivery;

import dev.flotilla.main.cluster.flux.Obstacle;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * When what is not ready no longer gets ready by itself: all that is wrong is final, the rest only
 * waits, and neither has changed for a while. Flux orders what it applies by failing and trying
 * again, so that an object may be refused for moments and be taken then.
 */
final class Standstill {
  static final Duration MIN_STANDSTILL = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private List<String> last = List.of();
  private long since;

  /**
   * Begins to watch.
   *
   * @param nanoTime the time
   */
  Standstill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns whether nothing gets ready any more, by how things are now. */
  boolean isReached(List<Delivery> deliveries) {
    List<Obstacle> failed =
        deliveries.stream()
            .flatMap(Delivery::all)
            .flatMap(delivery -> delivery.obstacles().stream())
            .filter(obstacle -> !obstacle.isWaiting())
            .toList();
    List<String> now = deliveries.stream().flatMap(Delivery::all).map(Delivery::toString).toList();
    if (!now.equals(last)) {
      last = now;
      since = nanoTime.getAsLong();
    }
    return !failed.isEmpty()
        && failed.stream().allMatch(Obstacle::isFinal)
        && nanoTime.getAsLong() - since >= MIN_STANDSTILL.toNanos();
  }
}
