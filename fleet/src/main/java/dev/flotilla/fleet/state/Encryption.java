package dev.flotilla.fleet.state;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How OpenTofu encrypts states and saved plans, whatever the backend; once on, nothing unencrypted
 * is read or written.
 *
 * @see <a href="https://opentofu.org/docs/language/state/encryption/">State and plan encryption</a>
 */
public sealed interface Encryption {
  /** Returns no encryption by OpenTofu; it is the default. */
  static Method none() {
    return new None();
  }

  /** Returns a key derived from the variable {@code state_passphrase}, 16 characters or more. */
  static Method passphrase() {
    return new Passphrase("");
  }

  /**
   * Returns a key kept by AWS KMS.
   *
   * @param keyId the key's id, ARN or alias
   */
  static Method awsKms(String keyId, String region) {
    if (keyId.isBlank() || region.isBlank()) {
      throw new IllegalArgumentException(
          "AWS KMS needs a key and a region, got '" + keyId + "' in '" + region + "'; set both");
    }
    return KeyService.of("aws_kms", "kms_key_id", keyId, "region", region, "key_spec", "AES_256");
  }

  /**
   * Returns a key kept by Google Cloud KMS.
   *
   * @param key its whole name, {@code projects/…/locations/…/keyRings/…/cryptoKeys/…}
   */
  static Method gcpKms(String key) {
    if (!key.matches("projects/[^/]+/locations/[^/]+/keyRings/[^/]+/cryptoKeys/[^/]+")) {
      throw new IllegalArgumentException(
          "a key of Google Cloud KMS must be 'projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>', got '"
              + key
              + "'");
    }
    return KeyService.of("gcp_kms", "kms_encryption_key", key, "key_length", "32");
  }

  /**
   * Returns a key kept by the transit engine of OpenBao, or of a Vault that speaks its protocol;
   * the server and the login are {@code BAO_ADDR} and {@code BAO_TOKEN}.
   *
   * @param key the key's name in the engine at {@code transit/}
   */
  static Method openBao(String key) {
    return KeyService.of("openbao", "key_name", key);
  }

  /**
   * Returns a key of any key provider of OpenTofu that a service keeps.
   *
   * @param type for example {@code azure_vault}
   * @param values by name, without credentials
   */
  static Method of(String type, SortedMap<String, String> values) {
    return new KeyService(type, values, "");
  }

  /** Returns the OpenTofu variables that take passphrases. */
  default List<String> passphrases() {
    return methods().stream().flatMap(method -> method.passphraseVariable().stream()).toList();
  }

  /** Returns the method that is written with and, after it, those that are only read with. */
  List<Method> methods();

  /** One way to encrypt. */
  sealed interface Method extends Encryption {
    /**
     * Returns this encryption with a key of another name, for one that replaces a key of its kind:
     * OpenTofu stores the name with the data. The passphrase {@code named("2027")} is the variable
     * {@code state_passphrase_2027}.
     */
    Method named(String name);

    /** Returns the name of the key, empty for the first one. */
    String name();

    /** Returns OpenTofu's key provider, empty for none. */
    String type();

    /** Returns the OpenTofu variable that takes the passphrase, if the key is derived from one. */
    default Optional<String> passphraseVariable() {
      return Optional.empty();
    }

    /** Returns what the key provider is configured with, but for a passphrase. */
    default SortedMap<String, String> values() {
      return Collections.emptySortedMap();
    }

    /** Returns whether it is {@link Encryption#none()}. */
    default boolean isNone() {
      return type().isEmpty();
    }

    /**
     * Returns this encryption, which reads what was written with {@code previous} too: after the
     * next apply, all is written with this one, and {@code previous} can go. What is not encrypted
     * yet is {@link Encryption#none()}.
     */
    default Encryption replacing(Method previous) {
      return new Replacing(this, previous);
    }

    @Override
    default List<Method> methods() {
      return List.of(this);
    }

    private static void checkName(String name) {
      if (!name.matches("[a-z0-9_]{0,32}")) {
        throw new IllegalArgumentException(
            "the name of a key must be up to 32 of 'a' to 'z', '0' to '9' and '_', such as '2027', got '"
                + name
                + "'");
      }
    }
  }

  /** Nothing is encrypted. */
  record None() implements Method {
    @Override
    public None named(String name) {
      return this;
    }

    @Override
    public String name() {
      return "";
    }

    @Override
    public String type() {
      return "";
    }
  }

  /** A key derived from a passphrase. */
  record Passphrase(String name) implements Method {
    /** The OpenTofu variable that takes the first passphrase. */
    public static final String VARIABLE = "state_passphrase";

    public Passphrase {
      Method.checkName(name);
    }

    @Override
    public Passphrase named(String newName) {
      return new Passphrase(newName);
    }

    @Override
    public String type() {
      return "pbkdf2";
    }

    @Override
    public Optional<String> passphraseVariable() {
      return Optional.of(name.isEmpty() ? VARIABLE : VARIABLE + "_" + name);
    }
  }

  /**
   * A key that a service keeps.
   *
   * <p>Rejected: a key provider or a name that OpenTofu does not have, and credentials.
   */
  record KeyService(String type, SortedMap<String, String> values, String name) implements Method {
    public KeyService {
      Method.checkName(name);
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
      OpenTofuNames.KEY_PROVIDERS.check(type, values);
    }

    private static KeyService of(String type, String... pairs) {
      SortedMap<String, String> values = new TreeMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        values.put(pairs[i], pairs[i + 1]);
      }
      return new KeyService(type, values, "");
    }

    @Override
    public KeyService named(String newName) {
      return new KeyService(type, values, newName);
    }
  }

  /** One encryption, which replaces another. */
  record Replacing(Method current, Method previous) implements Encryption {
    public Replacing {
      if (current.type().equals(previous.type()) && current.name().equals(previous.name())) {
        throw new IllegalArgumentException(
            "a new encryption must have another type or key name than the one it replaces, got '%s' twice; name the new key, such as named(\"2027\")"
                .formatted(current.type().isEmpty() ? "none" : current.type()));
      }
    }

    @Override
    public List<Method> methods() {
      return List.of(current, previous);
    }
  }
}
