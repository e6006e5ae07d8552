package dev.flotilla.main.cluster;

import dev.flotilla.fleet.kubernetes.HostPort;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.kubeconfig.SingleContextKubeconfig;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A kubeconfig of the cluster whose pod the program runs in; it names the file of the token, which
 * is read at each request, because Kubernetes renews it.
 */
final class InClusterKubeconfig {
  /** Where token and authority are, if not where Kubernetes mounts them. */
  static final String FOLDER_VARIABLE = "FLOTILLA_SERVICE_ACCOUNT";

  private static final String HOST_VARIABLE = "KUBERNETES_SERVICE_HOST";
  private static final String PORT_VARIABLE = "KUBERNETES_SERVICE_PORT";
  private static final String MOUNTED = "/var/run/secrets/kubernetes.io/serviceaccount";

  private final String cluster;
  private final Map<String, String> environment;
  private final Path folder;

  /**
   * Looks at nothing yet.
   *
   * @param folder what a relative path starts from
   */
  InClusterKubeconfig(String cluster, Map<String, String> environment, Path folder) {
    this.cluster = cluster;
    this.environment = environment;
    String set = environment.getOrDefault(FOLDER_VARIABLE, "");
    this.folder = folder.resolve(set.isEmpty() ? MOUNTED : set);
  }

  /** Writes it, unless this is no pod with a ServiceAccount. */
  void write(Path file) {
    PrivateFile.write(
        file,
        SingleContextKubeconfig.of(
            cluster,
            Ordered.map("server", "https://" + address(), "certificate-authority", file("ca.crt")),
            Ordered.map("tokenFile", file("token"))));
  }

  private String address() {
    String host = environment.getOrDefault(HOST_VARIABLE, "");
    String port = environment.getOrDefault(PORT_VARIABLE, "");
    String address = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    if (host.isEmpty() || port.isEmpty() || !HostPort.isValid(address)) {
      throw new Failure(
          "cluster '%s' must be accessed from one of its own pods, which have its API server in %s and %s, got '%s'; run the command in one, or give the cluster another access in the fleet"
              .formatted(cluster, HOST_VARIABLE, PORT_VARIABLE, host.isEmpty() ? "" : address));
    }
    return address;
  }

  private String file(String name) {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw new Failure(
          "the pod that accesses cluster '%s' must have a ServiceAccount, got no '%s'; mount its token (automountServiceAccountToken), or set %s to its folder"
              .formatted(cluster, file, FOLDER_VARIABLE));
    }
    return file.toString();
  }
}
