package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** The cause of a failed request: the client wraps it, often without a message. */
final class ClientError {
  private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

  /** The most specific one first, if there is more than one in the chain of causes. */
  private static final List<Class<? extends Throwable>> UNREACHABLE =
      List.of(
          UnknownHostException.class,
          UnresolvedAddressException.class,
          ConnectException.class,
          SSLException.class,
          HttpTimeoutException.class,
          TimeoutException.class);

  private final KubernetesClientException exception;
  private final List<Throwable> causes = new ArrayList<>();

  private ClientError(KubernetesClientException exception) {
    this.exception = exception;
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      causes.add(cause);
    }
  }

  static ClientError of(KubernetesClientException exception) {
    return new ClientError(exception);
  }

  /** Returns whether the same request may be answered a moment later. */
  boolean isTransient() {
    boolean isAnswer = exception.getCode() >= HttpURLConnection.HTTP_OK;
    return !isAnswer
        ? find(IOException.class).isPresent()
            && UNREACHABLE.stream().noneMatch(type -> find(type).isPresent())
        : BUSY.contains(exception.getCode());
  }

  private <T extends Throwable> Optional<T> find(Class<T> type) {
    return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  /**
   * Returns the failure that explains the error to a user.
   *
   * @param where which cluster, for the message
   * @param limit how long an answer was waited for
   * @param onTheWay what a proxy says, or empty
   */
  Failure failure(String where, ResponseLimit limit, String onTheWay) {
    Optional<Failure> own = find(Failure.class);
    if (own.isPresent()) {
      return own.get();
    }
    return new Failure(
        where
            + switch (exception.getCode()) {
              case HttpURLConnection.HTTP_UNAUTHORIZED ->
                  " must accept these credentials, got '401 Unauthorized'; renew the credentials of the context";
              case HttpURLConnection.HTTP_FORBIDDEN ->
                  " refused the request: "
                      + reason(limit)
                      + "; ask for the permission, or use another context";
              default ->
                  " must be reachable, got '"
                      + (onTheWay.isEmpty() ? reason(limit) : onTheWay)
                      + "'; start it, or check the network and the context";
            });
  }

  private String reason(ResponseLimit limit) {
    if (exception.getStatus() != null) {
      return exception.getStatus().getMessage();
    }
    if (find(UnknownHostException.class).isPresent()
        || find(UnresolvedAddressException.class).isPresent()) {
      return "no such host";
    }
    if (find(HttpConnectTimeoutException.class).isPresent()
        || find(HttpTimeoutException.class).isPresent()
        || find(TimeoutException.class).isPresent()) {
      return "no answer within " + limit.limit().toSeconds() + " s";
    }
    if (find(ConnectException.class).isPresent()) {
      return "connection refused";
    }
    Throwable last = causes.get(causes.size() - 1);
    return last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage();
  }
}
