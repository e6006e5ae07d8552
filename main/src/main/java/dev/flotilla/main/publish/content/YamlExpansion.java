package dev.flotilla.main.publish.content;

import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.YamlMistake;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Refuses YAML that is small to fetch and too large to build: kustomize expands every alias, nested
 * ones too, so that 1 KB can take gigabytes of memory and stop a cluster's kustomize-controller,
 * for all tenants.
 *
 * <p>It looks at every file, because a Kustomization may name any as a resource. Kustomize's parser
 * may read what this one cannot: such a file, if it is named as YAML or JSON, must have no aliases.
 *
 * @see <a href="https://pkg.go.dev/sigs.k8s.io/kustomize/kyaml/yaml#RNode.DeAnchor">kyaml's
 *     DeAnchor</a>
 */
final class YamlExpansion {
  /** How many nodes the aliases of an artifact may stand for: some 50 MB for kustomize. */
  static final long MAX_NODES = 100_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).build();

  private static final Set<String> ENDINGS = Set.of("yaml", "yml", "json", "kustomization");

  /** As kustomize's parser knows their names. */
  private static final Pattern ANCHOR = Pattern.compile("(?<![\\w.*&])&([-\\w]+)");

  private static final Pattern ALIAS = Pattern.compile("(?<![\\w.*&])\\*([-\\w]+)");

  private long nodes;

  private YamlExpansion() {}

  /** Refuses those files of one artifact that are too much, each by its name. */
  static void check(List<PackedFile> files) {
    YamlExpansion artifact = new YamlExpansion();
    List<String> problems = new ArrayList<>();
    files.forEach(file -> artifact.problem(file).ifPresent(problems::add));
    if (!problems.isEmpty()) {
      throw new Failure(problems);
    }
  }

  private Optional<String> problem(PackedFile file) {
    YamlWeight weight = new YamlWeight();
    try {
      for (Event event :
          new Parse(SETTINGS).parseInputStream(new ByteArrayInputStream(file.content()))) {
        weight.add(event);
        if (weight.depth() > YamlWeight.MAX_DEPTH) {
          return Optional.of(
              "a YAML document to publish must be nested at most %d levels deep, got more in '%s'; make it flatter"
                  .formatted(YamlWeight.MAX_DEPTH, file.path()));
        }
      }
    } catch (YamlEngineException e) {
      if (isCalledYaml(file) && hasAliases(file)) {
        return Optional.of(
            "a file with YAML aliases must be YAML 1.2, so that they can be counted, got '%s' (%s); correct it, or write out what they stand for"
                .formatted(file.path(), YamlMistake.reason(e)));
      }
    }
    long all = nodes + weight.copied();
    if (all > MAX_NODES) {
      return Optional.of(
          "the YAML aliases of an artifact must stand for at most %d nodes, got %s with those of '%s', which would exhaust kustomize-controller; write out what they stand for"
              .formatted(
                  MAX_NODES, all < YamlWeight.UNCOUNTED ? all : "infinitely many", file.path()));
    }
    nodes = all;
    return Optional.empty();
  }

  private static boolean isCalledYaml(PackedFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  private static boolean hasAliases(PackedFile file) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    Set<String> anchors = names(ANCHOR, text);
    return names(ALIAS, text).stream().anyMatch(anchors::contains);
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(name -> name.group(1)).collect(Collectors.toSet());
  }
}
