package dev.flotilla.main.cluster;

import dev.flotilla.main.report.Failure;
import dev.flotilla.stacks.Cluster;
import dev.flotilla.stacks.EndpointAccess;
import dev.flotilla.stacks.KindAccess;
import dev.flotilla.stacks.KubeconfigAccess;
import dev.flotilla.stacks.KubeconfigProviders;
import java.io.File;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How this machine reaches a cluster: the same for OpenTofu and for the program.
 *
 * @param cluster the cluster's name in the fleet
 * @param source where the path of the kubeconfig comes from, for messages
 * @param remedy what to do where that file is missing
 * @param variables what the stack is told of it
 */
public record Access(
    String cluster,
    Path kubeconfig,
    String source,
    String remedy,
    String context,
    SortedMap<String, String> variables) {
  private static final String PATH_VARIABLE = "TF_VAR_" + KubeconfigProviders.PATH_VARIABLE;
  private static final String CONTEXT_VARIABLE = "TF_VAR_" + KubeconfigProviders.CONTEXT_VARIABLE;
  private static final String FLEET = "the fleet";

  public Access {
    variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  /** Access that KUBECONFIG can change. */
  Access(
      String cluster,
      Path kubeconfig,
      String source,
      String context,
      SortedMap<String, String> variables) {
    this(
        cluster,
        kubeconfig,
        source,
        "set KUBECONFIG to the file with context '%s'".formatted(context),
        context,
        variables);
  }

  /**
   * Resolves the access: what was asked for comes before the environment, and that before the
   * fleet.
   *
   * @param folder what relative paths start from
   * @param own the folder of what the program keeps beside the output
   */
  public static Access resolve(
      Cluster cluster,
      Optional<String> context,
      Map<String, String> environment,
      Path folder,
      Path own) {
    if (cluster.access() instanceof KubeconfigAccess access) {
      return resolve(cluster, access, context, environment, folder);
    }
    if (cluster.access() instanceof EndpointAccess access) {
      Path file = EndpointKubeconfig.write(own, cluster.name(), access);
      return new Access(cluster.name(), file, FLEET, cluster.name(), new TreeMap<>());
    }
    return kind(cluster, own);
  }

  /** A kind cluster's stack is OpenTofu's alone: what it makes, a destroy would delete. */
  private static Access kind(Cluster cluster, Path own) {
    KubeconfigAccess kind = KindAccess.kubeconfig(cluster);
    Path file = own.resolve("kind").resolve(Path.of(kind.path()).getFileName());
    String stack = KindAccess.stackName(cluster);
    String remedy =
        "run 'flotilla synth %s', and 'tofu init' and 'tofu apply' in the output's folder stacks/%s"
            .formatted(cluster.name(), stack);
    return new Access(
        cluster.name(),
        file,
        "the stack '%s', which makes the cluster".formatted(stack),
        remedy,
        kind.context(),
        variables(file, kind.context()));
  }

  private static Access resolve(
      Cluster cluster,
      KubeconfigAccess access,
      Optional<String> context,
      Map<String, String> environment,
      Path folder) {
    String source = FLEET;
    String path = access.path();
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
    String name = context.orElse(set.isEmpty() ? access.context() : set);
    return new Access(cluster.name(), file, source, name, variables(file, name));
  }

  private static SortedMap<String, String> variables(Path file, String context) {
    return new TreeMap<>(Map.of(PATH_VARIABLE, file.toString(), CONTEXT_VARIABLE, context));
  }

  private static String expanded(String path, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "~");
    return path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
  }

  /** Refuses a kubeconfig or a context that is not there. */
  public void check() {
    new Kubeconfig(this);
  }

  /**
   * Returns a client of the cluster; it has not been reached yet.
   *
   * @param environment what a command that fetches its credentials gets
   */
  public LiveCluster connect(Map<String, String> environment) {
    return new LiveCluster(this, environment);
  }
}
