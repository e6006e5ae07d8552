package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.ClusterAccess;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How this machine reaches a cluster: the same for OpenTofu and for the program.
 *
 * @param cluster the cluster's name in the fleet
 * @param source where the path of the kubeconfig comes from, for messages
 */
public record Access(String cluster, Path kubeconfig, String source, String context) {
  private static final String PATH_VARIABLE = "TF_VAR_" + ClusterAccess.Kubeconfig.PATH_VARIABLE;
  private static final String CONTEXT_VARIABLE =
      "TF_VAR_" + ClusterAccess.Kubeconfig.CONTEXT_VARIABLE;

  /**
   * Resolves the access: what was asked for comes before the environment, and that before the
   * fleet.
   *
   * @param folder what relative paths start from
   */
  public static Access resolve(
      Cluster cluster, Optional<String> context, Map<String, String> environment, Path folder) {
    String source = "the fleet";
    String path = cluster.access().path();
    for (String variable : new String[] {"KUBECONFIG", PATH_VARIABLE}) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        source = variable;
        path = value;
      }
    }
    if (source.equals("KUBECONFIG") && path.contains(File.pathSeparator)) {
      throw new Failure(
          "KUBECONFIG must name one file for cluster '%s', got '%s'; set %s to the file with its context"
              .formatted(cluster.name(), path, PATH_VARIABLE));
    }
    Path file = folder.resolve(expanded(path, environment)).normalize();
    String set = environment.getOrDefault(CONTEXT_VARIABLE, "");
    return new Access(
        cluster.name(),
        file,
        source,
        context.orElse(set.isEmpty() ? cluster.access().context() : set));
  }

  private static String expanded(String path, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "~");
    return path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
  }

  /** Returns the variables of the stack. */
  public Map<String, String> variables() {
    return new TreeMap<>(Map.of(PATH_VARIABLE, kubeconfig.toString(), CONTEXT_VARIABLE, context));
  }

  /** Refuses a kubeconfig or a context that is not there. */
  public void check() {
    Client.config(this);
  }

  /** Returns a client of the cluster; it has not been reached yet. */
  public LiveCluster connect() {
    return new LiveCluster(this);
  }
}
