package dev.flotilla.fleet.flux;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Variables that a Kustomization substitutes.
 *
 * @see <a
 *     href="https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution">post-build
 *     variable substitution</a>
 */
public final class Variables {
  private static final Pattern NAME = Pattern.compile("[_A-Za-z][_A-Za-z0-9]*");

  private Variables() {}

  /** Returns {@code name} if a Kustomization can substitute it. */
  public static String name(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a variable must be named with letters, digits and '_', such as 'CLUSTER_REGION', got '"
              + name
              + "'");
    }
    return name;
  }

  /** Returns a copy of {@code variables}, sorted, if all have such names. */
  public static SortedMap<String, String> copyOf(SortedMap<String, String> variables) {
    variables.keySet().forEach(Variables::name);
    return Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }
}
