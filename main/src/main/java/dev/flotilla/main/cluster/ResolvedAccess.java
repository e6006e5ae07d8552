package dev.flotilla.main.cluster;

import dev.flotilla.fleet.access.EndpointAccess;
import dev.flotilla.fleet.access.InClusterAccess;
import dev.flotilla.fleet.access.KindAccess;
import dev.flotilla.fleet.access.KubeconfigAccess;
import dev.flotilla.fleet.cluster.Cluster;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.main.kubeconfig.Connection;
import dev.flotilla.main.kubeconfig.Kubeconfig;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.SecretMask;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How this machine reaches a cluster: resolved once, the same for OpenTofu and for the program. No
 * library looks for another access in the environment.
 */
public final class ResolvedAccess {
  private static final String PATH_VARIABLE = "TF_VAR_" + KubeconfigAccess.PATH_VARIABLE;
  private static final String CONTEXT_VARIABLE = "TF_VAR_" + KubeconfigAccess.CONTEXT_VARIABLE;
  private static final String FLEET = "the fleet";

  private final String cluster;
  private final KubeconfigPlace place;
  private final String context;
  private final Path kubeconfig;
  private final boolean isInStack;
  private final SecretMask secrets;
  private @Nullable Connection connection;

  /**
   * Creates an access.
   *
   * @param cluster the cluster's name in the fleet
   * @param kubeconfig the file that OpenTofu gets
   * @param isInStack whether the stack has all of it itself
   */
  ResolvedAccess(
      String cluster,
      KubeconfigPlace place,
      String context,
      Path kubeconfig,
      boolean isInStack,
      SecretMask secrets) {
    this.cluster = cluster;
    this.place = place;
    this.context = context;
    this.kubeconfig = kubeconfig;
    this.isInStack = isInStack;
    this.secrets = secrets;
  }

  /**
   * Resolves the access: an option comes before the environment, and that before the fleet.
   *
   * @param folder what relative paths start from
   * @param own the folder of what the program keeps beside the output
   * @param secrets gets every credential that is read
   */
  public static ResolvedAccess resolve(
      Cluster cluster,
      Optional<String> context,
      Map<String, String> environment,
      Path folder,
      Path own,
      SecretMask secrets) {
    Path resolved = own.resolve("kubeconfig").resolve(cluster.name());
    if (cluster.openTofu().access() instanceof EndpointAccess access) {
      Path file = EndpointKubeconfig.write(resolved, cluster.name(), access);
      KubeconfigPlace place =
          new KubeconfigPlace(List.of(file), FLEET, "correct the cluster's access");
      return new ResolvedAccess(cluster.name(), place, cluster.name(), file, true, secrets);
    }
    if (cluster.openTofu().access() instanceof KubeconfigAccess access) {
      KubeconfigPlace place = place(access, context, environment, folder);
      String set = environment.getOrDefault(CONTEXT_VARIABLE, "");
      String name = context.orElse(set.isEmpty() ? access.context() : set);
      return new ResolvedAccess(cluster.name(), place, name, resolved, false, secrets);
    }
    if (cluster.openTofu().access() instanceof InClusterAccess) {
      InClusterKubeconfig pod = new InClusterKubeconfig(cluster.name(), environment, folder);
      KubeconfigPlace place =
          new KubeconfigPlace(
              List.of(resolved), "the pod", "run the command again", () -> pod.write(resolved));
      return new ResolvedAccess(cluster.name(), place, cluster.name(), resolved, false, secrets);
    }
    String name = KindAccess.written(cluster.name()).context();
    return new ResolvedAccess(cluster.name(), kind(cluster, own), name, resolved, false, secrets);
  }

  /** A kind cluster's stack is OpenTofu's alone: what it makes, a destroy would delete. */
  private static KubeconfigPlace kind(Cluster cluster, Path own) {
    KubeconfigAccess kind = KindAccess.written(cluster.name());
    Path file = own.resolve("kind").resolve(Path.of(kind.path()).getFileName());
    String stack = KindAccess.stackName(cluster.name());
    return new KubeconfigPlace(
        List.of(file),
        "the stack '%s', which creates the cluster".formatted(stack),
        "run 'flotilla synth %s', and 'tofu init' and 'tofu apply' in the output's folder stacks/%s"
            .formatted(cluster.name(), stack));
  }

  private static KubeconfigPlace place(
      KubeconfigAccess access,
      Optional<String> context,
      Map<String, String> environment,
      Path folder) {
    String source = FLEET;
    String paths = access.path();
    for (String variable : List.of("KUBECONFIG", PATH_VARIABLE)) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        source = variable;
        paths = value;
      }
    }
    boolean isList = source.equals("KUBECONFIG");
    List<Path> files =
        Stream.of(isList ? paths.split(File.pathSeparator, -1) : new String[] {paths})
            .filter(path -> !path.isEmpty())
            .map(path -> folder.resolve(expanded(path, environment)).normalize())
            .toList();
    return new KubeconfigPlace(
        files,
        source,
        "set KUBECONFIG to the file with context '%s'".formatted(context.orElse(access.context())));
  }

  private static String expanded(String path, Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "~");
    return path.equals("~") || path.startsWith("~/") ? home + path.substring(1) : path;
  }

  /** Returns the cluster's name in the fleet. */
  public String cluster() {
    return cluster;
  }

  /** Returns the files that are read, the first of a name winning. */
  public List<Path> files() {
    return place.files();
  }

  /** Returns the files as {@code KUBECONFIG} would list them. */
  String location() {
    return place.files().stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Returns the context in the kubeconfig. */
  public String context() {
    return context;
  }

  /** Returns where the API server is, as the kubeconfig has it. */
  public String server() {
    return connection().server().toString();
  }

  /** Returns the file that OpenTofu gets; {@link #variables} writes it. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /**
   * Writes the kubeconfig that OpenTofu gets, with this context alone, and returns the variables of
   * the stack that name it.
   */
  public SortedMap<String, String> variables() {
    if (isInStack) {
      return new TreeMap<>();
    }
    connection().write(kubeconfig);
    return new TreeMap<>(Map.of(PATH_VARIABLE, kubeconfig.toString(), CONTEXT_VARIABLE, context));
  }

  /** Refuses a kubeconfig or a context that is not there or cannot be used. */
  public void check() {
    connection();
  }

  /** Returns what was resolved; whatever happens to the files, it stays the same. */
  synchronized Connection connection() {
    if (connection == null) {
      place.preparation().run();
      if (place.files().stream().noneMatch(Files::isRegularFile)) {
        throw new Failure(
            "the kubeconfig of cluster '%s' must be a file, got '%s' from %s; %s"
                .formatted(cluster, location(), place.source(), place.remedy()));
      }
      Kubeconfig read = Kubeconfig.read(place.files());
      connection = read.connection(context).orElseThrow(() -> missingContext(read.contexts()));
    }
    return connection;
  }

  private Failure missingContext(List<String> names) {
    String hint = Suggestion.hint(context, names, "it has: ");
    return new Failure(
        "the kubeconfig of cluster '%s', '%s', must have the cluster's context, got '%s'; name another with --context (%s)"
            .formatted(cluster, location(), context, hint));
  }

  SecretMask secrets() {
    return secrets;
  }
}
