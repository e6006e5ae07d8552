package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** Makes the Kubernetes client, and reads its errors. */
final class Client {
  private static final int TIMEOUT_MILLIS = 10_000;

  private Client() {}

  static KubernetesClient of(Access access, Map<String, String> environment) {
    Config config = new Kubeconfig(access).clientConfig(environment);
    // Nobody waits a minute and a half to hear that a server is down.
    config.setRequestRetryBackoffLimit(1);
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    config.setRequestTimeout(TIMEOUT_MILLIS);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  static Failure failure(Access access, String server, KubernetesClientException e) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure(
          "cluster '%s': interrupted; run the command again".formatted(access.cluster()));
    }
    String where =
        "cluster '%s' at %s (context '%s' of '%s')"
            .formatted(access.cluster(), server, access.context(), access.kubeconfig());
    return switch (e.getCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          new Failure(
              where
                  + " must know this user, got '401 Unauthorized'; renew the credentials of the context");
      case HttpURLConnection.HTTP_FORBIDDEN ->
          new Failure(
              where
                  + " must allow this: "
                  + reason(e)
                  + "; ask for the right, or use another context");
      default ->
          new Failure(
              where
                  + " must be reachable, got '"
                  + reason(e)
                  + "'; start it, or check the network and the context");
    };
  }

  /** The client wraps what has happened, and Java's HTTP client often tells it without a word. */
  private static String reason(Throwable e) {
    if (e instanceof KubernetesClientException client && client.getStatus() != null) {
      return client.getStatus().getMessage();
    }
    String reason = "";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return "connection refused";
      }
      if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
        return "no answer within " + TIMEOUT_MILLIS / 1000 + " s";
      }
      String message = cause.getMessage();
      reason = message == null ? cause.getClass().getSimpleName() : message;
    }
    return reason;
  }
}
