package dev.flotilla.main.cluster;

import dev.flotilla.main.kubeconfig.Connection;
import dev.flotilla.main.kubeconfig.Login;
import dev.flotilla.main.kubeconfig.Tunnel;
import dev.flotilla.main.report.Failure;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes client of one access, and of nothing else: the library's own look at environment
 * variables, system properties and the pod that it runs in is left out.
 */
final class ApiServerClient implements AutoCloseable {
  /** Replaces the library's, which fetches another token from wherever it finds one. */
  private static final String LOGIN = "TOKEN";

  private final ResolvedAccess access;
  private final ResponseLimit limit;
  private final Connection connection;
  private final Optional<Tunnel> tunnel;
  private final KubernetesClient kubernetes;
  private boolean isKnown;

  ApiServerClient(ResolvedAccess access, Map<String, String> environment, ResponseLimit limit) {
    this.access = access;
    this.limit = limit;
    this.connection = access.connection();
    String proxy = connection.proxy(environment);
    this.tunnel =
        proxy.isEmpty() && connection.tlsServerName().isEmpty()
            ? Optional.empty()
            : Optional.of(Tunnel.open(connection.server(), proxy, limit.millis()));
    this.kubernetes = kubernetes(environment);
    limit.answered().run();
  }

  private KubernetesClient kubernetes(Map<String, String> environment) {
    Config config = Config.empty();
    config.setMasterUrl(address().toString());
    config.setTrustCerts(connection.skipsTlsVerify());
    tunnel.ifPresent(open -> config.setHttpsProxy(open.url()));
    // Reads are repeated here, where it is known what is one.
    config.setRequestRetryBackoffLimit(0);
    config.setConnectionTimeout(limit.millis());
    config.setRequestTimeout(limit.millis());
    // A server that closes its connection says so on each one, and not in the midst of others.
    config.setHttp2Disable(true);
    KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(config);
    // As kubectl, it sends no credential to a server without TLS.
    if (!connection.server().getScheme().equals("https")) {
      return builder.build();
    }
    Login login = connection.login(environment, access.secrets());
    login
        .certificate()
        .ifPresent(certificate -> ClientCertificate.give(access, certificate, config));
    return builder
        .withHttpClientBuilderConsumer(http -> secure(http, config, login, environment))
        .build();
  }

  private void secure(
      HttpClient.Builder http, Config config, Login login, Map<String, String> environment) {
    http.addOrReplaceInterceptor(LOGIN, new LoginInterceptor(login));
    ServerTrust.of(access, environment).give(http, config);
  }

  /** Java checks a certificate against the address, so that is the name; the tunnel leads there. */
  private URI address() {
    URI server = connection.server();
    String name = connection.tlsServerName();
    return name.isEmpty()
        ? server
        : URI.create(
            server.getScheme()
                + "://"
                + name
                + (server.getPort() < 0 ? "" : ":" + server.getPort())
                + server.getRawPath());
  }

  KubernetesClient kubernetes() {
    return kubernetes;
  }

  /** Returns where the API server is, as the kubeconfig has it. */
  String server() {
    return connection.server().toString();
  }

  /** Sends a request; repeats one that was lost on the way. */
  <T extends @Nullable Object> T ask(Supplier<T> question) {
    return once(() -> Retry.of(question));
  }

  /** Sends a request, which may change something, once. */
  <T extends @Nullable Object> T once(Supplier<T> question) {
    try {
      identify();
      T answer = question.get();
      limit.answered().run();
      return answer;
    } catch (KubernetesClientException e) {
      throw failure(e);
    }
  }

  /** A server that answers every request with 404 is no cluster without Flux. */
  private void identify() {
    if (!isKnown) {
      new ServerIdentity(kubernetes)
          .check()
          .ifPresent(
              problem -> {
                throw new Failure(
                    where()
                        + " must be a Kubernetes API server, got "
                        + problem
                        + "; correct the server of the context");
              });
      isKnown = true;
      limit.answered().run();
    }
  }

  private String where() {
    return "cluster '%s' at %s (context '%s' of '%s')"
        .formatted(access.cluster(), server(), access.context(), access.location());
  }

  /** Returns the failure that {@code e} is. */
  Failure failure(KubernetesClientException e) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure(
          "cluster '%s': interrupted; run the command again".formatted(access.cluster()));
    }
    return ClientError.of(e).failure(where(), limit, tunnel.map(Tunnel::failure).orElse(""));
  }

  @Override
  public void close() {
    kubernetes.close();
    tunnel.ifPresent(Tunnel::close);
  }
}
