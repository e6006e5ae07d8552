package dev.flotilla.fleet.access;

import java.util.Optional;

/** How OpenTofu and the program reach a cluster. */
public sealed interface ClusterAccess
    permits KubeconfigAccess, EndpointAccess, InClusterAccess, KindAccess {
  /**
   * Returns access by a context of a kubeconfig file. The context is always named: whatever the
   * file's current context is, a cluster's plan goes to that cluster.
   *
   * @param path the file; a leading {@code ~} is the home folder
   */
  static KubeconfigAccess kubeconfig(String path, String context) {
    return new KubeconfigAccess(path, context);
  }

  /**
   * Returns access by an address and a command that fetches short-lived credentials, so that a plan
   * that is applied hours later is applied with fresh ones.
   *
   * @param server the API server, an https URL
   * @param certificateAuthority its certificate authority, as PEM text
   */
  static EndpointAccess endpoint(String server, String certificateAuthority, ExecCredential exec) {
    return new EndpointAccess(EndpointAccess.parse(server), certificateAuthority, exec);
  }

  /**
   * Returns access from a pod of the cluster itself, such as a runner, by the pod's ServiceAccount,
   * which must be bound to {@code cluster-admin} or to all that a bootstrap creates. Anywhere else
   * the program refuses to work on the cluster.
   */
  static InClusterAccess inCluster() {
    return new InClusterAccess();
  }

  /** Returns a kind cluster on this machine, which is created before Flux is installed on it. */
  static KindAccess kind() {
    return new KindAccess();
  }

  /** Returns the access in words, for messages. */
  String description();

  /**
   * Returns the kubeconfig that OpenTofu reads for the cluster of that name, as its stack's folder
   * sees it; empty where it is given the address instead.
   */
  Optional<KubeconfigAccess> kubeconfig(String cluster);
}
