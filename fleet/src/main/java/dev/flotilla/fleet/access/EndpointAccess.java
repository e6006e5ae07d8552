package dev.flotilla.fleet.access;

import dev.flotilla.fleet.kubernetes.HostPort;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Access by an address and a command that fetches credentials when they are needed.
 *
 * @param server the API server, an https URL
 * @param certificateAuthority its certificate authority, as PEM text
 * @see ClusterAccess#endpoint
 */
public record EndpointAccess(URI server, String certificateAuthority, ExecCredential exec)
    implements ClusterAccess {
  public EndpointAccess {
    boolean hasUser = String.valueOf(server.getRawAuthority()).contains("@");
    if (!"https".equals(server.getScheme())
        || hasUser
        || server.getRawAuthority() == null
        || !HostPort.isValid(String.valueOf(server.getRawAuthority()))) {
      throw refused(hasUser ? "…" : server.toString());
    }
    if (!certificateAuthority.startsWith("-----BEGIN CERTIFICATE-----")) {
      throw new IllegalArgumentException(
          "the certificate authority of '"
              + server
              + "' must be PEM text, beginning with '-----BEGIN CERTIFICATE-----'");
    }
  }

  static URI parse(String server) {
    try {
      return new URI(server);
    } catch (URISyntaxException e) {
      throw refused(server.contains("@") ? "…" : server);
    }
  }

  private static IllegalArgumentException refused(String server) {
    return new IllegalArgumentException(
        "the API server must be an https URL such as 'https://10.0.0.1:6443', got '"
            + server
            + "'");
  }

  @Override
  public String description() {
    return "'" + server + "'";
  }

  @Override
  public Optional<KubeconfigAccess> kubeconfig(String cluster) {
    return Optional.empty();
  }
}
