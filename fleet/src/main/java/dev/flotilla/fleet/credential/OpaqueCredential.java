package dev.flotilla.fleet.credential;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A Secret of any keys, for example a decryption key.
 *
 * @param keys the Secret's keys; each one's value is the variable {@code <secret>_<key>}
 * @see Credential#opaque
 */
public record OpaqueCredential(String secretName, SortedSet<String> keys, int revision)
    implements Credential {
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");

  public OpaqueCredential {
    Credentials.check(secretName, revision);
    keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
    if (keys.isEmpty()) {
      throw new IllegalArgumentException(
          "credential '" + secretName + "' must have at least one key, got none");
    }
    for (String key : keys) {
      if (!KEY.matcher(key).matches()) {
        throw new IllegalArgumentException(
            "a key of credential '"
                + secretName
                + "' must consist of letters, digits, '-', '_' and '.', got '"
                + key
                + "'");
      }
    }
    if (variables(secretName, keys).size() < keys.size()) {
      throw new IllegalArgumentException(
          "the keys of credential '"
              + secretName
              + "' must differ in their letters and digits, because each names a variable, got '"
              + String.join("', '", keys)
              + "'; rename one");
    }
  }

  @Override
  public OpaqueCredential withRevision(int newRevision) {
    return new OpaqueCredential(secretName, keys, newRevision);
  }

  @Override
  public SortedMap<String, String> variables() {
    return variables(secretName, keys);
  }

  private static SortedMap<String, String> variables(String secretName, Set<String> keys) {
    SortedMap<String, String> variables = new TreeMap<>();
    keys.forEach(
        key ->
            variables.put(
                Credentials.variable(secretName, key),
                "Value of '" + key + "' in Secret " + secretName + "."));
    return variables;
  }

  @Override
  public String secretType() {
    return "Opaque";
  }

  @Override
  public SortedMap<String, String> data(SecretValues values) {
    SortedMap<String, String> data = new TreeMap<>();
    keys.forEach(key -> data.put(key, values.variable(variable(key))));
    return data;
  }

  /** Returns the OpenTofu variable that takes the value of {@code key}. */
  public String variable(String key) {
    return Credentials.variable(secretName, key);
  }
}
