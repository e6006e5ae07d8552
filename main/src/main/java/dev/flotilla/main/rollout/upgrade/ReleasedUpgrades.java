package dev.flotilla.main.rollout.upgrade;

import dev.flotilla.fleet.version.FluxUpgrade;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.YamlMistake;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads which Flux and which operator each cluster gets by a fleet artifact. */
final class ReleasedUpgrades {
  private static final Pattern FILE =
      Pattern.compile("clusters/([^/]+)/flux-system/flux-(?:instance|operator)\\.yaml");

  private ReleasedUpgrades() {}

  /** Returns whether a file of the artifact is read. */
  static boolean isRead(String path) {
    return FILE.matcher(path).matches();
  }

  /** Returns them by cluster; one whose Flux the artifact does not have is left out. */
  static SortedMap<String, FluxUpgrade> of(SortedMap<String, String> files) {
    SortedMap<String, List<Map<?, ?>>> clusters = new TreeMap<>();
    files.forEach(
        (path, text) -> {
          Matcher file = FILE.matcher(path);
          if (file.matches()) {
            clusters
                .computeIfAbsent(file.group(1), unknown -> new ArrayList<>())
                .addAll(objects(path, text).toList());
          }
        });
    SortedMap<String, FluxUpgrade> upgrades = new TreeMap<>();
    clusters.forEach(
        (cluster, objects) -> of(objects).ifPresent(upgrade -> upgrades.put(cluster, upgrade)));
    return upgrades;
  }

  private static Optional<FluxUpgrade> of(List<Map<?, ?>> objects) {
    String operator =
        objects.stream()
            .filter(object -> "OCIRepository".equals(object.get("kind")))
            .map(chart -> text(map(map(chart.get("spec")).get("ref")).get("tag")))
            .findFirst()
            .orElse("");
    return objects.stream()
        .filter(object -> "FluxInstance".equals(object.get("kind")))
        .map(instance -> map(map(instance.get("spec")).get("distribution")))
        .findFirst()
        .map(
            flux ->
                new FluxUpgrade(
                    text(flux.get("version")), operator, !flux.containsKey("artifact")));
  }

  /** With those that a ResourceSet has. */
  private static Stream<Map<?, ?>> objects(String path, String text) {
    try {
      List<Map<?, ?>> objects = new ArrayList<>();
      for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
        objects.add(map(document));
        Object resources = map(map(document).get("spec")).get("resources");
        if (resources instanceof Collection<?> list) {
          list.forEach(resource -> objects.add(map(resource)));
        }
      }
      return objects.stream();
    } catch (YamlEngineException e) {
      throw new Failure(
          "a manifest of the fleet must be YAML, got '%s' (%s); publish another release"
              .formatted(path, YamlMistake.reason(e)));
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
