package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Suggestion;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Makes the Kubernetes client, and reads its errors. */
final class Client {
  private static final int TIMEOUT_MILLIS = 10_000;

  private Client() {}

  static KubernetesClient of(Access access) {
    Config config = config(access);
    // Nobody waits a minute and a half to hear that a server is down.
    config.setRequestRetryBackoffLimit(1);
    config.setConnectionTimeout(TIMEOUT_MILLIS);
    config.setRequestTimeout(TIMEOUT_MILLIS);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  static Config config(Access access) {
    if (!Files.isRegularFile(access.kubeconfig())) {
      throw new Failure(
          "the kubeconfig of cluster '%s' must be a file, got '%s' from %s; set KUBECONFIG to the file with context '%s'"
              .formatted(access.cluster(), access.kubeconfig(), access.source(), access.context()));
    }
    Config config;
    try {
      config = Config.fromKubeconfig(access.context(), access.kubeconfig().toFile());
    } catch (KubernetesClientException e) {
      throw new Failure(
          "the kubeconfig of cluster '%s' must be readable YAML, got '%s' from %s; check it with 'kubectl config view'"
              .formatted(access.cluster(), access.kubeconfig(), access.source()));
    }
    // With an unknown context the client would take the file's current one: another cluster.
    if (!contexts(config).contains(access.context())) {
      throw new Failure(missingContext(access, contexts(config)));
    }
    return config;
  }

  private static List<String> contexts(Config config) {
    return config.getContexts().stream().map(NamedContext::getName).sorted().toList();
  }

  private static String missingContext(Access access, List<String> names) {
    String hint =
        Suggestion.nearest(access.context(), names)
            .map(name -> "did you mean '" + name + "'?")
            .orElse("it has: " + (names.isEmpty() ? "none" : String.join(", ", names)));
    return "the kubeconfig of cluster '%s', '%s', must have the cluster's context, got '%s'; %s, name another with --context"
        .formatted(access.cluster(), access.kubeconfig(), access.context(), hint);
  }

  static Failure failure(Access access, String server, KubernetesClientException e) {
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
