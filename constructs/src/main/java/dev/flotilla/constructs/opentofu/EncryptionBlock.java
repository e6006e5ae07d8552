package dev.flotilla.constructs.opentofu;

import com.hashicorp.cdktf.TerraformStack;
import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import dev.flotilla.fleet.state.Encryption;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code encryption} of a stack. */
public final class EncryptionBlock {
  private static final String NAME = "flotilla";

  private final SortedMap<String, Object> keyProviders = new TreeMap<>();
  private final SortedMap<String, Object> methods = new TreeMap<>();

  private EncryptionBlock() {}

  /** Has OpenTofu encrypt the states and plans of {@code stack}. */
  public static void add(TerraformStack stack, Encryption encryption) {
    encryption.passphrases().forEach(variable -> addVariable(stack, variable));
    SortedMap<String, Object> block = of(encryption);
    if (!block.isEmpty()) {
      OpenTofuOverrides.encrypt(stack, block);
    }
  }

  private static void addVariable(TerraformStack stack, String variable) {
    new TerraformVariable(
        stack,
        variable,
        TerraformVariableConfig.builder()
            .type("string")
            .sensitive(true)
            .description("Passphrase that state and plans are encrypted with.")
            .build());
  }

  static SortedMap<String, Object> of(Encryption encryption) {
    SortedMap<String, Object> block = new TreeMap<>();
    if (encryption.methods().stream().allMatch(Encryption.Method::isNone)) {
      return block;
    }
    EncryptionBlock parts = new EncryptionBlock();
    SortedMap<String, Object> target = parts.target(encryption.methods());
    if (encryption.methods().stream().noneMatch(Encryption.Method::isNone)) {
      target.put("enforced", true);
    }
    block.put("key_provider", parts.keyProviders);
    block.put("method", parts.methods);
    block.put("state", target);
    block.put("plan", target);
    return block;
  }

  private SortedMap<String, Object> target(List<Encryption.Method> methods) {
    SortedMap<String, Object> target = new TreeMap<>();
    target.put("method", method(methods.get(0)));
    if (methods.size() > 1) {
      target.put("fallback", target(methods.subList(1, methods.size())));
    }
    return target;
  }

  private String method(Encryption.Method method) {
    String name = method.name().isEmpty() ? NAME : NAME + "_" + method.name();
    if (method.isNone()) {
      Block.put(methods, "unencrypted." + name, new TreeMap<>());
      return "method.unencrypted." + name;
    }
    // Two kinds of keys have one name until somebody gives them others.
    String unique = methods.containsKey("aes_gcm") ? name + "_previous" : name;
    SortedMap<String, Object> keys = new TreeMap<>();
    keys.put("keys", "${key_provider." + method.type() + "." + name + "}");
    Block.put(methods, "aes_gcm." + unique, keys);
    Block.put(keyProviders, method.type() + "." + name, attributes(method));
    return "method.aes_gcm." + unique;
  }

  private static SortedMap<String, Object> attributes(Encryption.Method method) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    method
        .passphraseVariable()
        .ifPresent(variable -> attributes.put("passphrase", "${var." + variable + "}"));
    method
        .values()
        .forEach((name, value) -> Block.put(attributes, name, TemplateText.literal(value)));
    return attributes;
  }
}
