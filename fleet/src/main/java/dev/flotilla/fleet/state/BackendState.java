package dev.flotilla.fleet.state;

import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A state in any backend of OpenTofu.
 *
 * <p>Rejected: a backend or a name that OpenTofu does not have, credentials, values in which no
 * {@code {cluster}} keeps the states of two clusters apart, and the backends {@code local} and
 * {@code inmem}. OpenTofu checks the values at its next {@code init}.
 *
 * @param type the backend's name, for example {@code http}
 * @param values by name; a name with a dot is in a block, for example {@code workspaces.name}; in a
 *     value, {@code {cluster}} stands for the cluster's name
 * @see State#of
 * @see <a href="https://opentofu.org/docs/language/settings/backends/configuration/">OpenTofu
 *     backends</a>
 */
public record BackendState(String type, SortedMap<String, String> values) implements State {
  private static final String CLUSTER = "{cluster}";
  private static final int MAX_IDENTIFIER_LENGTH = 63;

  public BackendState {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    OpenTofuNames.BACKENDS.check(type, values);
    if (values.values().stream().noneMatch(value -> value.contains(CLUSTER))) {
      throw new IllegalArgumentException(
          "each cluster must have a state of its own, got state backend '"
              + type
              + "' without '{cluster}' in a value; put '{cluster}' into the value that names the state");
    }
  }

  /**
   * Returns whether a value of a backend is a credential, which OpenTofu writes into saved plans if
   * it is configured.
   *
   * @param name as {@link #values} has it
   */
  public static boolean isCredential(String type, String name) {
    return OpenTofuNames.BACKENDS.isCredential(type, name);
  }

  @Override
  public SortedMap<String, Object> attributes(String cluster) {
    checkLength(cluster);
    SortedMap<String, Object> attributes = new TreeMap<>();
    values.forEach((name, value) -> attributes.put(name, value.replace(CLUSTER, cluster)));
    return attributes;
  }

  /** PostgreSQL cuts a longer name off, so that two clusters would share one state. */
  private void checkLength(String cluster) {
    for (String name : List.of("schema_name", "table_name")) {
      String value = values.getOrDefault(name, "").replace(CLUSTER, cluster);
      if (type.equals("pg") && value.length() > MAX_IDENTIFIER_LENGTH) {
        throw new IllegalArgumentException(
            "'%s' of state backend 'pg' must have at most %d characters, got '%s' for cluster '%s'; name it shorter with State.of, or shorten the cluster's name"
                .formatted(name, MAX_IDENTIFIER_LENGTH, value, cluster));
      }
    }
  }

  /** Returns a state of pairs of names and values. */
  static BackendState of(String type, Object... pairs) {
    SortedMap<String, String> values = new TreeMap<>();
    Ordered.map(pairs).forEach((name, value) -> values.put(name, String.valueOf(value)));
    return new BackendState(type, values);
  }
}
