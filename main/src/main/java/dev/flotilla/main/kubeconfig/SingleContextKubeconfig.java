package dev.flotilla.main.kubeconfig;

import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Yaml;
import java.util.List;
import java.util.Map;

/** A kubeconfig of one cluster, one user and one context, all of the same name. */
public final class SingleContextKubeconfig {
  private SingleContextKubeconfig() {}

  /**
   * Returns the text of the kubeconfig, as YAML.
   *
   * @param cluster the fields of the cluster
   * @param user the fields of the user
   */
  public static String of(String name, Map<String, Object> cluster, Map<String, Object> user) {
    Map<String, Object> config = Ordered.map("apiVersion", "v1", "kind", "Config");
    config.put("clusters", List.of(named(name, "cluster", cluster)));
    config.put("users", List.of(named(name, "user", user)));
    config.put(
        "contexts", List.of(named(name, "context", Ordered.map("cluster", name, "user", name))));
    config.put("current-context", name);
    return Yaml.write(config);
  }

  private static Map<String, Object> named(String name, String key, Map<String, Object> value) {
    return Ordered.map("name", name, key, value);
  }
}
