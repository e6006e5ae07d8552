package dev.flotilla.main.kubeconfig;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.YamlMistake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One kubeconfig file, or several of {@code KUBECONFIG}. As with kubectl the first file that has a
 * cluster, user or context of a name defines it as a whole, and a missing file is skipped.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">how
 *     kubectl reads them</a>
 */
public final class Kubeconfig {
  private static final int MAX_CODE_POINTS = 64 << 20;

  private final Map<String, ClusterEntry> clusters = new LinkedHashMap<>();
  private final Map<String, UserEntry> users = new LinkedHashMap<>();
  private final Map<String, ContextEntry> contexts = new LinkedHashMap<>();

  private Kubeconfig() {}

  /** Reads {@code files}, but for those that do not exist; the first that has a name wins. */
  public static Kubeconfig read(List<Path> files) {
    Kubeconfig kubeconfig = new Kubeconfig();
    files.stream().filter(Files::isRegularFile).forEach(kubeconfig::add);
    return kubeconfig;
  }

  private void add(Path file) {
    KubeconfigFields fields = KubeconfigFields.of(file, parsed(file));
    require(file, fields, "apiVersion", "v1");
    require(file, fields, "kind", "Config");
    add(fields, "clusters", "cluster", ClusterEntry::of, clusters);
    add(fields, "users", "user", UserEntry::of, users);
    add(fields, "contexts", "context", ContextEntry::of, contexts);
  }

  private static void require(Path file, KubeconfigFields fields, String name, String only) {
    String value = fields.text(name);
    if (!value.isEmpty() && !value.equals(only)) {
      throw new Failure(
          "kubeconfig '%s': %s must be '%s', got '%s'".formatted(file, name, only, value));
    }
  }

  private static <T> void add(
      KubeconfigFields fields,
      String list,
      String kind,
      BiFunction<String, KubeconfigFields, T> reader,
      Map<String, T> all) {
    Set<String> names = new TreeSet<>();
    for (KubeconfigFields entry : fields.list(list)) {
      String name = entry.text("name");
      if (!names.add(name)) {
        throw new Failure(
            "kubeconfig '%s': %s has '%s' twice; remove one".formatted(entry.file(), list, name));
      }
      all.putIfAbsent(name, reader.apply(name, entry.fields(kind)));
    }
  }

  private static @Nullable Object parsed(Path file) {
    try {
      LoadSettings settings =
          LoadSettings.builder()
              .setAllowDuplicateKeys(true)
              .setCodePointLimit(MAX_CODE_POINTS)
              .setLabel(file.toString())
              .build();
      return new Load(settings).loadFromString(Files.readString(file));
    } catch (YamlEngineException e) {
      // What the parser quotes may be a secret.
      throw new Failure(
          "kubeconfig '%s' must be readable YAML%s; check it with 'kubectl config view'"
              .formatted(
                  file,
                  YamlMistake.line(e).map(line -> ", got a mistake in line " + line).orElse("")));
    } catch (IOException e) {
      throw new Failure(
          "kubeconfig '%s' must be a text file that you can read; check its permissions"
              .formatted(file));
    }
  }

  /** Returns the names of its contexts. */
  public List<String> contexts() {
    return contexts.keySet().stream().sorted().toList();
  }

  /**
   * Returns how the cluster of a context is reached; all that is wrong with it comes as one
   * failure.
   *
   * @return nothing if there is no such context
   */
  public Optional<Connection> connection(String context) {
    return Optional.ofNullable(contexts.get(context)).map(this::connection);
  }

  private Connection connection(ContextEntry context) {
    @Nullable ClusterEntry cluster = clusters.get(context.cluster());
    @Nullable UserEntry user = users.get(context.user());
    List<String> problems = ConnectionRules.check(context, cluster, user);
    if (cluster == null || user == null || !problems.isEmpty()) {
      throw new Failure(problems);
    }
    return new Connection(context.name(), cluster, user);
  }
}
