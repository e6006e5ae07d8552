package dev.flotilla.stacks;

import com.hashicorp.cdktf.TerraformVariable;
import com.hashicorp.cdktf.TerraformVariableConfig;
import dev.flotilla.constructs.opentofu.OpenTofuOverrides;
import dev.flotilla.constructs.opentofu.TemplateText;
import java.util.Map;
import java.util.TreeMap;

/**
 * How OpenTofu encrypts states and saved plans, whatever the backend; once on, nothing unencrypted
 * is read or written.
 *
 * @see <a href="https://opentofu.org/docs/language/state/encryption/">State and plan encryption</a>
 */
public sealed interface Encryption {
  /** Returns no encryption by OpenTofu; it is the default. */
  static Encryption none() {
    return new None();
  }

  /** Returns a key derived from the variable {@code state_passphrase}, 16 characters or more. */
  static Encryption passphrase() {
    return new Passphrase();
  }

  /**
   * Returns a key kept by AWS KMS.
   *
   * @param keyId the key's id, ARN or alias
   */
  static Encryption awsKms(String keyId, String region) {
    return new AwsKms(keyId, region);
  }

  /** Adds the encryption to {@code stack}. */
  void addTo(ClusterStack stack);

  /** Nothing is encrypted. */
  record None() implements Encryption {
    @Override
    public void addTo(ClusterStack stack) {}
  }

  /** A key derived from a passphrase. */
  record Passphrase() implements Encryption {
    /** The OpenTofu variable that takes the passphrase. */
    public static final String VARIABLE = "state_passphrase";

    @Override
    public void addTo(ClusterStack stack) {
      new TerraformVariable(
          stack,
          VARIABLE,
          TerraformVariableConfig.builder()
              .type("string")
              .sensitive(true)
              .description("Passphrase that state and plans are encrypted with.")
              .build());
      OpenTofuOverrides.encrypt(stack, "pbkdf2", Map.of("passphrase", "${var." + VARIABLE + "}"));
    }
  }

  /** A key in AWS KMS. */
  record AwsKms(String keyId, String region) implements Encryption {
    public AwsKms {
      if (keyId.isBlank() || region.isBlank()) {
        throw new IllegalArgumentException(
            "AWS KMS needs a key and a region, got '" + keyId + "' in '" + region + "'");
      }
    }

    @Override
    public void addTo(ClusterStack stack) {
      Map<String, Object> key = new TreeMap<>();
      key.put("kms_key_id", TemplateText.literal(keyId));
      key.put("region", TemplateText.literal(region));
      key.put("key_spec", "AES_256");
      OpenTofuOverrides.encrypt(stack, "aws_kms", key);
    }
  }
}
