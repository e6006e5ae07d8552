package dev.flotilla.fleet.state;

import dev.flotilla.fleet.kubernetes.Suggestion;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What OpenTofu's backends, or its key providers, take by name.
 *
 * <p>The names are in {@link OpenTofuTable}, all of which, with its Javadoc, a test of the sandbox
 * reads from OpenTofu's sources and compares; {@code go -C sandbox test ./internal/opentofu
 * -update} writes it anew for another OpenTofu.
 *
 * <p>Values that are credentials are refused: a configuration is in Git, in the working folder and
 * in every saved plan. They are set in the environment.
 */
final class OpenTofuNames {
  /** Backends of states. */
  static final OpenTofuNames BACKENDS = new OpenTofuNames("state backend", OpenTofuTable.BACKENDS);

  /** Providers of the keys that encrypt states. */
  static final OpenTofuNames KEY_PROVIDERS =
      new OpenTofuNames("key provider", OpenTofuTable.KEY_PROVIDERS);

  /** In the table, the mark of a credential, and the variable that supplies it, if there is one. */
  private static final String CREDENTIAL = "!";

  private static final Pattern WITH_LOGIN = Pattern.compile("(?s)[a-z0-9+]+://[^/]*@.*");

  private final String kind;
  private final SortedMap<String, SortedMap<String, String>> table = new TreeMap<>();

  private OpenTofuNames(String kind, String text) {
    this.kind = kind;
    for (String line : text.lines().toList()) {
      int colon = line.indexOf(':');
      SortedMap<String, String> names = new TreeMap<>();
      for (String name : line.substring(colon + 1).strip().split(" ", -1)) {
        int mark = name.indexOf(CREDENTIAL);
        names.put(mark < 0 ? name : name.substring(0, mark), mark < 0 ? "" : name.substring(mark));
      }
      table.put(line.substring(0, colon), names);
    }
  }

  /** Returns the types, sorted. */
  Collection<String> types() {
    return table.keySet();
  }

  /** Returns the names that {@code type} takes in a configuration, sorted. */
  List<String> names(String type) {
    return table.get(type).entrySet().stream()
        .filter(name -> name.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns whether a value is a credential; one that nobody knows counts as none. */
  boolean isCredential(String type, String name) {
    return !table.getOrDefault(type, Collections.emptySortedMap()).getOrDefault(name, "").isEmpty();
  }

  /** Refuses a type or a name that OpenTofu does not know, and credentials. */
  void check(String type, SortedMap<String, String> values) {
    if (!table.containsKey(type)) {
      throw new IllegalArgumentException(
          "a "
              + kind
              + " must be one of OpenTofu's, got '"
              + type
              + "'; "
              + Suggestion.hint(type, types(), "it has: "));
    }
    values.forEach((name, value) -> check(type, name, value));
  }

  private void check(String type, String name, String value) {
    String credential = table.get(type).get(name);
    if (credential == null) {
      throw new IllegalArgumentException(
          "a value of "
              + kind
              + " '"
              + type
              + "' must be one that it has, got '"
              + name
              + "'; "
              + Suggestion.hint(name, names(type), "it has: "));
    }
    if (!credential.isEmpty()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' of "
              + kind
              + " '"
              + type
              + "' is a credential, which must not be in a configuration; "
              + (credential.equals(CREDENTIAL)
                  ? "use another way to log in"
                  : "set " + credential.substring(1) + " in the environment"));
    }
    if (WITH_LOGIN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' of "
              + kind
              + " '"
              + type
              + "' must be a URL without user and password; set both in the environment");
    }
  }
}
