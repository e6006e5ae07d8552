package dev.flotilla.fleet.state;

import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.kubernetes.NamespaceName;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state in a Secret of a cluster.
 *
 * @param access the cluster that holds it
 * @see State#kubernetes
 * @see <a href="https://opentofu.org/docs/language/settings/backends/kubernetes/">Kubernetes
 *     backend</a>
 */
public record KubernetesState(KubeconfigAccess access, NamespaceName namespace) implements State {
  @Override
  public String type() {
    return "kubernetes";
  }

  @Override
  public SortedMap<String, Object> attributes(String cluster) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    attributes.put("secret_suffix", cluster);
    attributes.put("namespace", namespace.value());
    attributes.put("config_path", access.path());
    attributes.put("config_context", access.context());
    return attributes;
  }
}
