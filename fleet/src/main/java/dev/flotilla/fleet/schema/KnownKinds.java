package dev.flotilla.fleet.schema;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The kinds that have schemas. */
final class KnownKinds {
  private KnownKinds() {}

  /**
   * Returns what is wrong with the kind of an object that has no schema: it is misspelt, or of a
   * version that is not served any more. Kinds and versions of others are not known.
   */
  static Optional<String> problem(KubernetesObject object) {
    SortedMap<String, List<String>> kinds = byApiVersion();
    String version = object.apiVersion();
    return kinds.keySet().stream()
        .filter(other -> group(other).equals(group(version)))
        .filter(other -> kinds.get(other).contains(object.kind()))
        .findFirst()
        .map(other -> misspelt(object, version, "did you mean '" + other + "'?"))
        .or(
            () ->
                Optional.ofNullable(kinds.get(version))
                    .map(
                        known ->
                            misspelt(
                                object,
                                object.kind(),
                                Suggestion.hint(object.kind(), known, version + " has: "))));
  }

  private static String misspelt(KubernetesObject object, String value, String hint) {
    return "an object must be of a kind that Flux or Kubernetes has, got '%s' in %s; %s"
        .formatted(value, object.id(), hint);
  }

  private static String group(String apiVersion) {
    return apiVersion.substring(0, Math.max(apiVersion.indexOf('/'), 0));
  }

  /** Reads a line {@code apiVersion kind} each. */
  static SortedMap<String, List<String>> byApiVersion() {
    SortedMap<String, List<String>> kinds = new TreeMap<>();
    try (InputStream text = KnownKinds.class.getResourceAsStream("schemas/kinds.txt")) {
      for (String line : new String(text.readAllBytes(), StandardCharsets.UTF_8).split("\n", 0)) {
        String[] pair = line.split(" ", -1);
        kinds.computeIfAbsent(pair[0], version -> new ArrayList<>()).add(pair[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the list of kinds", e);
    }
    return kinds;
  }
}
