package dev.flotilla.fleet.content.internal;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.KubernetesObjectFields;
import dev.flotilla.fleet.schema.SubstitutedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Escapes the texts of objects, so that clusters get each literal unchanged and each variable
 * replaced.
 *
 * @param isOn whether the Kustomization that applies the objects substitutes variables
 * @see <a
 *     href="https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution">post-build
 *     variable substitution</a>
 */
public record Substitution(boolean isOn) {
  /** The annotation that switches substitution off for an object. */
  public static final String ANNOTATION = "kustomize.toolkit.fluxcd.io/substitute";

  public static final String DISABLED = "disabled";

  /** Flux turns two dollars into one anywhere, and takes one before a brace for a variable. */
  private static final Pattern READ_BY_FLUX = Pattern.compile("\\$\\$+|\\$(?=\\{)");

  /** Returns {@code object} with its texts escaped. */
  public KubernetesObject apply(KubernetesObject object) {
    UnaryOperator<String> literal =
        isOn && !isDisabled(object) ? Substitution::escaped : UnaryOperator.identity();
    return KubernetesObjectFields.from(object)
        .metadata(written(object.metadata(), literal))
        .body(written(object.body(), literal))
        .build();
  }

  /** Returns the variables in {@code object} that Flux would not replace. */
  public List<String> unreplaced(KubernetesObject object) {
    List<String> found = new ArrayList<>();
    if (!isOn || isDisabled(object)) {
      find(object.toMap(), found);
    }
    return found;
  }

  private static boolean isDisabled(KubernetesObject object) {
    return object.metadata().get("annotations") instanceof Map<?, ?> annotations
        && DISABLED.equals(annotations.get(ANNOTATION));
  }

  private static void find(@Nullable Object value, List<String> found) {
    if (value instanceof SubstitutedValue variable) {
      found.add(variable.toString());
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(child -> find(child, found));
    } else if (value instanceof List<?> list) {
      list.forEach(child -> find(child, found));
    }
  }

  private static Map<String, Object> written(Map<?, ?> map, UnaryOperator<String> literal) {
    Map<String, Object> written = new LinkedHashMap<>();
    map.forEach((key, value) -> written.put(literal.apply((String) key), value(value, literal)));
    return written;
  }

  private static Object value(Object value, UnaryOperator<String> literal) {
    if (value instanceof SubstitutedValue variable) {
      return variable.template(literal);
    }
    if (value instanceof Map<?, ?> map) {
      return written(map, literal);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(item -> value(item, literal)).toList();
    }
    return value instanceof String text ? literal.apply(text) : value;
  }

  static String escaped(String text) {
    return READ_BY_FLUX.matcher(text).replaceAll(found -> "\\$".repeat(2 * found.group().length()));
  }
}
