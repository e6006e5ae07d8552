package dev.flotilla.main.opentofu.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.flotilla.main.opentofu.run.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stacks by which OpenTofu reads a state as it is encrypted and writes it as it is to be, one after
 * the other: the first reads what there is, the last writes what the stack says.
 *
 * @see <a href="https://opentofu.org/docs/language/state/encryption/">fallback methods</a>
 */
public final class ReencryptedStack {
  /** The variable that takes the passphrase that the state is encrypted with. */
  static final String VARIABLE = "flotilla_old_passphrase";

  private static final String OLD = "${var." + VARIABLE + "}";
  private static final String BEFORE = "flotilla_before";
  private static final String AFTER = "flotilla_after";

  /** The name of a passphrase that has got no other. */
  private static final String OWN = "flotilla";

  private static final Pattern PASSPHRASE = Pattern.compile("key_provider\\.pbkdf2\\.(\\w+)");

  private final JsonNode stack;

  /** Prepares variants of a synthesized stack. */
  public ReencryptedStack(JsonNode stack) {
    this.stack = stack;
  }

  /** Returns the stacks by which one apply after the other re-encrypts the state. */
  public List<ObjectNode> steps(StateChange change) {
    List<ObjectNode> steps = new ArrayList<>();
    Optional<String> own = passphrase();
    if (change == StateChange.OTHER_KEY && own.isPresent()) {
      // What is encrypted by a key provider is read by one of its name, so the new one gets another
      // name first, and its own when the old one is out of the way.
      ObjectNode first = stack.deepCopy();
      declareOld(first);
      JsonNode wanted = passphrase(first, own.get()).path("passphrase").deepCopy();
      passphrase(first, own.get()).put("passphrase", OLD);
      passphrase(first, AFTER).set("passphrase", wanted);
      use(first, encryptedBy(first, AFTER), encryptedBy(first, own.get()));
      steps.add(first);
      ObjectNode second = stack.deepCopy();
      passphrase(second, AFTER).set("passphrase", wanted);
      use(second, encryptedBy(second, own.get()), encryptedBy(second, AFTER));
      steps.add(second);
    } else if (change == StateChange.UNENCRYPTED) {
      ObjectNode only = stack.deepCopy();
      use(only, encryption(only).path("state").path("method").asText(), plain(only, BEFORE));
      steps.add(only);
    } else {
      ObjectNode only = stack.deepCopy();
      declareOld(only);
      passphrase(only, BEFORE)
          .put("passphrase", OLD)
          .put("encrypted_metadata_alias", "key_provider.pbkdf2." + OWN);
      String wanted = encryption(only).path("state").path("method").asText("");
      use(only, wanted.isEmpty() ? plain(only, AFTER) : wanted, encryptedBy(only, BEFORE));
      steps.add(only);
    }
    return steps;
  }

  /** Returns the name of the passphrase that the stack writes with, if it does. */
  private Optional<String> passphrase() {
    JsonNode encryption = stack.path("terraform").path("encryption");
    String method = encryption.path("state").path("method").asText();
    String name = method.substring(method.lastIndexOf('.') + 1);
    String keys = encryption.path("method").path("aes_gcm").path(name).path("keys").asText();
    Matcher provider = PASSPHRASE.matcher(keys);
    return provider.find() ? Optional.of(provider.group(1)) : Optional.empty();
  }

  private static void declareOld(ObjectNode copy) {
    copy.withObject("/variable/" + VARIABLE).put("type", "string").put("sensitive", true);
  }

  private static ObjectNode encryption(ObjectNode copy) {
    return copy.withObject("/terraform/encryption");
  }

  private static ObjectNode passphrase(ObjectNode copy, String name) {
    return encryption(copy).withObject("/key_provider/pbkdf2/" + name);
  }

  private static String encryptedBy(ObjectNode copy, String name) {
    encryption(copy)
        .withObject("/method/aes_gcm/" + name)
        .put("keys", "${key_provider.pbkdf2." + name + "}");
    return "method.aes_gcm." + name;
  }

  private static String plain(ObjectNode copy, String name) {
    encryption(copy).withObject("/method/unencrypted/" + name);
    return "method.unencrypted." + name;
  }

  /** Enforced encryption would refuse the one that is not encrypted. */
  private static void use(ObjectNode copy, String method, String fallback) {
    ObjectNode state = encryption(copy).putObject("state").put("method", method);
    state.putObject("fallback").put("method", fallback);
  }
}
