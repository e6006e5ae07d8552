package dev.flotilla.main.kubeconfig;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * How one cluster is reached and by whom: a context of a kubeconfig, resolved and checked. Every
 * client gets its access from here, and from nowhere else.
 */
public final class Connection {
  private final String context;
  private final ClusterEntry cluster;
  private final UserEntry user;

  Connection(String context, ClusterEntry cluster, UserEntry user) {
    this.context = context;
    this.cluster = cluster;
    this.user = user;
  }

  /** Returns the address of the API server. */
  public URI server() {
    String server = cluster.server();
    return URI.create(server.endsWith("/") ? server.substring(0, server.length() - 1) : server);
  }

  /** Returns whether the certificate of the API server is not checked. */
  public boolean skipsTlsVerify() {
    return cluster.skipsTlsVerify();
  }

  /** Returns the path of the certificate authority, or empty. */
  public String authority() {
    return cluster.authority();
  }

  /** Returns the certificate authority in base64, or empty. */
  public String authorityData() {
    return cluster.authorityData();
  }

  /**
   * Returns the name that the API server's certificate must have instead of its address, or empty.
   */
  public String tlsServerName() {
    return cluster.tlsServerName();
  }

  /** Returns the URL of the proxy, from the kubeconfig or else the environment, or empty. */
  public String proxy(Map<String, String> environment) {
    String proxy =
        cluster.proxyUrl().isEmpty()
            ? EnvironmentProxy.of(server(), environment)
            : cluster.proxyUrl();
    if (!proxy.isEmpty() && !server().getScheme().equals("https")) {
      throw new Failure(
          "kubeconfig '%s': cluster '%s': server must be an https URL to be reached through a proxy, got '%s'; set one, or remove the proxy"
              .formatted(cluster.file(), cluster.name(), cluster.server()));
    }
    return proxy;
  }

  /**
   * Returns the login at the cluster; it has not been used yet.
   *
   * @param environment what a command that fetches credentials gets
   * @param secrets gets every credential that is read
   */
  public Login login(Map<String, String> environment, SecretMask secrets) {
    hide(secrets);
    return new Login(cluster, user, environment, secrets);
  }

  private void hide(SecretMask secrets) {
    secrets.add(user.token());
    secrets.add(user.password());
    if (!user.keyData().isEmpty()) {
      secrets.add(
          new String(Base64.getDecoder().decode(user.keyData()), StandardCharsets.ISO_8859_1));
    }
    URI proxy = URI.create(cluster.proxyUrl());
    if (proxy.getUserInfo() != null) {
      secrets.add(proxy.getRawUserInfo());
      secrets.add(proxy.getUserInfo().replaceFirst("^[^:]*:", ""));
    }
  }

  /** Writes a kubeconfig with this context alone, which only its owner may read. */
  public void write(Path file) {
    ResolvedKubeconfig.write(file, context, cluster, user);
  }
}
