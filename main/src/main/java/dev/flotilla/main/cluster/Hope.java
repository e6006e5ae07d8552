package dev.flotilla.main.cluster;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Whether what is not ready may get ready by itself. It may not when all that is wrong is final,
 * the rest only waits, and neither has changed for a while: Flux orders what it applies by failing
 * and trying again, so that an object may be refused for moments and be taken then.
 */
final class Hope {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LongSupplier nanoTime;
  private List<String> last = List.of();
  private long since;

  /**
   * Begins with hope.
   *
   * @param nanoTime the time
   */
  Hope(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns whether there is none left, by how things are now. */
  boolean isLost(List<Delivery> deliveries) {
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
        && nanoTime.getAsLong() - since >= PATIENCE.toNanos();
  }
}
