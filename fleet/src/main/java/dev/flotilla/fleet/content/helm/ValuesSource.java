package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.ConfigMapFiles;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Secret or ConfigMap with values, in the namespace of the release; the release's own values
 * override them.
 *
 * <p>Rejected: a name that is not an RFC 1123 subdomain; a key with characters other than letters,
 * digits, {@code -}, {@code _} and {@code .}; an empty path.
 *
 * @param kind what has the values
 * @param key the key in it; defaults to {@code values.yaml}
 * @param target the path of the value that its text sets, outermost key first; empty means that the
 *     text is a YAML of values
 * @param isOptional whether the release is installed even if the Secret or ConfigMap is missing
 * @see <a href="https://fluxcd.io/flux/components/helm/helmreleases/#values-references">values
 *     references</a>
 */
@RecordBuilder
public record ValuesSource(
    Kind kind, String name, String key, List<String> target, boolean isOptional) {
  /** What has values. */
  public enum Kind {
    /** A Secret. */
    SECRET("Secret"),
    /** A ConfigMap. */
    CONFIG_MAP("ConfigMap");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final Pattern STEP = Pattern.compile("[-._a-zA-Z0-9/]+");
  private static final String WHOLE = "values.yaml";

  public ValuesSource {
    Rfc1123.subdomain("the name of a " + kind + " with values", name);
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "the key of a %s must consist of letters, digits, '-', '_' and '.', got '%s' in '%s'"
              .formatted(kind, key, name));
    }
    target = List.copyOf(target);
    for (String step : target) {
      if (!STEP.matcher(step).matches()) {
        throw new IllegalArgumentException(
            "a key of the values that a %s sets must consist of letters, digits, '-', '_', '.' and '/', got '%s' for '%s'"
                .formatted(kind, step, name));
      }
    }
  }

  /** Returns values from a Secret. */
  public static ValuesSource secret(String name) {
    return new ValuesSource(Kind.SECRET, name, WHOLE, List.of(), false);
  }

  /** Returns values from a ConfigMap. */
  public static ValuesSource configMap(String name) {
    return new ValuesSource(Kind.CONFIG_MAP, name, WHOLE, List.of(), false);
  }

  /** Returns values from a ConfigMap of this content; changing it upgrades the release. */
  public static ValuesSource configMap(ConfigMapFiles files) {
    return configMap(files.hashedName());
  }

  /** Returns these values, read from another key than {@code values.yaml}. */
  public ValuesSource withKey(String value) {
    return ValuesSourceFields.from(this).key(value).build();
  }

  /**
   * Returns this source, whose text is the string at one path, for example {@code at("grafana",
   * "adminPassword")}; commas and digits in it stay as they are. Needs Flux 2.9 or newer.
   *
   * @param first the outermost key
   * @param more the keys below it, outermost first
   */
  public ValuesSource at(String first, String... more) {
    return ValuesSourceFields.from(this)
        .target(Ordered.concat(List.of(first), List.of(more)))
        .build();
  }

  /** Returns this source, which may be missing: the release is installed without it. */
  public ValuesSource optional() {
    return ValuesSourceFields.from(this).isOptional(true).build();
  }

  Map<String, Object> toSpec() {
    Map<String, Object> spec = Ordered.map("kind", kind.text, "name", name);
    if (!key.equals(WHOLE)) {
      spec.put("valuesKey", key);
    }
    if (!target.isEmpty()) {
      spec.put(
          "targetPath",
          target.stream().map(step -> step.replace(".", "\\.")).collect(Collectors.joining(".")));
      // Else Helm would take commas and braces in it for several values, and digits for a number.
      spec.put("literal", true);
    }
    if (isOptional) {
      spec.put("optional", true);
    }
    return spec;
  }
}
