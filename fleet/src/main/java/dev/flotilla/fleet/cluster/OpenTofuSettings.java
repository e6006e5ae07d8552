package dev.flotilla.fleet.cluster;

import dev.flotilla.fleet.access.ClusterAccess;
import dev.flotilla.fleet.state.Encryption;
import dev.flotilla.fleet.state.State;

/**
 * How OpenTofu works on a cluster.
 *
 * @param access how it reaches the cluster
 * @param state where it keeps the cluster's state
 * @param encryption how it encrypts state and plans
 */
public record OpenTofuSettings(ClusterAccess access, State state, Encryption encryption) {
  /**
   * Returns the default settings of a cluster: the context of its name in {@code ~/.kube/config},
   * and a local file that is not encrypted.
   */
  public static OpenTofuSettings of(String cluster) {
    return new OpenTofuSettings(
        ClusterAccess.kubeconfig("~/.kube/config", cluster), State.local(), Encryption.none());
  }

  /** Returns these settings with another way to the cluster. */
  public OpenTofuSettings withAccess(ClusterAccess value) {
    return new OpenTofuSettings(value, state, encryption);
  }

  /** Returns these settings with the state elsewhere. */
  public OpenTofuSettings withState(State value) {
    return new OpenTofuSettings(access, value, encryption);
  }

  /** Returns these settings with another encryption. */
  public OpenTofuSettings withEncryption(Encryption value) {
    return new OpenTofuSettings(access, state, value);
  }
}
