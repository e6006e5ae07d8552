package dev.flotilla.fleet.state;

import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state in a Secret of a cluster.
 *
 * @param access the cluster that holds it
 * @see <a href="https://opentofu.org/docs/language/settings/backends/kubernetes/">Kubernetes
 *     backend</a>
 */
public record KubernetesState(KubeconfigAccess access, String namespace) implements State {
  public KubernetesState {
    Rfc1123.label("the namespace of the states", namespace);
  }

  @Override
  public String type() {
    return "kubernetes";
  }

  @Override
  public SortedMap<String, Object> attributes(String cluster) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    attributes.put("secret_suffix", cluster);
    attributes.put("namespace", namespace);
    attributes.put("config_path", access.path());
    attributes.put("config_context", access.context());
    return attributes;
  }
}
