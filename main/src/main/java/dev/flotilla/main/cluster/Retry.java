package dev.flotilla.main.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks again what was lost on the way, a few times: a connection that was reset, or a server that
 * is too busy. What is down, silent or unwilling is not asked again.
 */
final class Retry {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofSeconds(1));

  private Retry() {}

  static <T extends @Nullable Object> T of(Supplier<T> question) {
    for (Duration pause : PAUSES) {
      try {
        return question.get();
      } catch (KubernetesClientException e) {
        if (!ClientError.of(e).isTransient() || !sleep(pause)) {
          throw e;
        }
      }
    }
    return question.get();
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
