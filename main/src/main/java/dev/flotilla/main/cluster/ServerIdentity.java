package dev.flotilla.main.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a server is a Kubernetes API server: one that says its version, also to strangers. */
final class ServerIdentity {
  private static final String VERSION = "/version";

  /** What a Kubernetes API server may answer as well. */
  private static final Set<Integer> REFUSED =
      Set.of(HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN);

  private final KubernetesClient client;

  ServerIdentity(KubernetesClient client) {
    this.client = client;
  }

  /** Returns what is said instead by a server that is none. */
  Optional<String> check() {
    try {
      @Nullable String answer = Retry.of(() -> client.raw(VERSION));
      boolean isVersion =
          answer != null && new ObjectMapper().readTree(answer).path("gitVersion").isTextual();
      return isVersion
          ? Optional.empty()
          : Optional.of(answer == null ? notThere(404) : "another answer to " + VERSION);
    } catch (JsonProcessingException e) {
      return Optional.of("no JSON from " + VERSION);
    } catch (KubernetesClientException e) {
      if (e.getCode() >= 400 && e.getCode() < 500 && !REFUSED.contains(e.getCode())) {
        return Optional.of(notThere(e.getCode()));
      }
      if (REFUSED.contains(e.getCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static String notThere(int code) {
    return "'%d' from %s".formatted(code, VERSION);
  }
}
