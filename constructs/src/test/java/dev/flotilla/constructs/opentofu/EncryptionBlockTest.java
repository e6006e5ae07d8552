package dev.flotilla.constructs.opentofu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.state.Encryption;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EncryptionBlockTest {
  private static final String KEY =
      "projects/acme/locations/europe/keyRings/flotilla/cryptoKeys/states";

  @Test
  void usesOneMethodAndReadsNothingUnencrypted() {
    assertThat(EncryptionBlock.of(Encryption.openBao("states")))
        .isEqualTo(
            Map.of(
                "key_provider", Map.of("openbao", Map.of("flotilla", Map.of("key_name", "states"))),
                "method",
                    Map.of(
                        "aes_gcm",
                        Map.of("flotilla", Map.of("keys", "${key_provider.openbao.flotilla}"))),
                "state", Map.of("method", "method.aes_gcm.flotilla", "enforced", true),
                "plan", Map.of("method", "method.aes_gcm.flotilla", "enforced", true)));
    assertThat(EncryptionBlock.of(Encryption.none())).isEmpty();
  }

  @Test
  void namesTheKeysOfClouds() {
    assertThat(EncryptionBlock.of(Encryption.gcpKms(KEY)).get("key_provider"))
        .isEqualTo(
            Map.of(
                "gcp_kms",
                Map.of("flotilla", Map.of("kms_encryption_key", KEY, "key_length", "32"))));
    assertThat(EncryptionBlock.of(Encryption.awsKms("alias/${a}", "eu-central-1")))
        .extractingByKey("key_provider")
        .asString()
        .contains("kms_key_id=alias/$${a}");
  }

  @Test
  void takesTheNamesOfAnyKeyProviderAsTheyAre() {
    TreeMap<String, String> azure =
        new TreeMap<>(
            Map.of(
                "vault_uri", "https://acme.vault.azure.net",
                "vault_key_name", "${states}",
                "key_length", "32"));

    assertThat(EncryptionBlock.of(Encryption.of("azure_vault", azure).named("2027")))
        .isEqualTo(
            Map.of(
                "key_provider",
                    Map.of(
                        "azure_vault",
                        Map.of(
                            "flotilla_2027",
                            Map.of(
                                "vault_uri", "https://acme.vault.azure.net",
                                "vault_key_name", "$${states}",
                                "key_length", "32"))),
                "method",
                    Map.of(
                        "aes_gcm",
                        Map.of(
                            "flotilla_2027",
                            Map.of("keys", "${key_provider.azure_vault.flotilla_2027}"))),
                "state", Map.of("method", "method.aes_gcm.flotilla_2027", "enforced", true),
                "plan", Map.of("method", "method.aes_gcm.flotilla_2027", "enforced", true)));
    assertThat(Encryption.of("openbao", new TreeMap<>(Map.of("key_name", "states"))))
        .isEqualTo(Encryption.openBao("states"));
  }

  @Test
  void readsUnencryptedStateUntilItIsReplaced() {
    Map<String, Object> block =
        EncryptionBlock.of(Encryption.passphrase().replacing(Encryption.none()));

    assertThat(block.get("state"))
        .isEqualTo(
            Map.of(
                "method",
                "method.aes_gcm.flotilla",
                "fallback",
                Map.of("method", "method.unencrypted.flotilla")));
  }

  @Test
  void replacesOnePassphraseByAnotherOfItsOwnNameAndVariable() {
    Encryption encryption =
        Encryption.passphrase().named("2027").replacing(Encryption.passphrase());
    Map<String, Object> block = EncryptionBlock.of(encryption);

    assertThat(encryption.passphrases())
        .containsExactly("state_passphrase_2027", "state_passphrase");
    assertThat(block.get("key_provider"))
        .isEqualTo(
            Map.of(
                "pbkdf2",
                Map.of(
                    "flotilla_2027", Map.of("passphrase", "${var.state_passphrase_2027}"),
                    "flotilla", Map.of("passphrase", "${var.state_passphrase}"))));
    assertThat(block.get("state"))
        .isEqualTo(
            Map.of(
                "method",
                "method.aes_gcm.flotilla_2027",
                "enforced",
                true,
                "fallback",
                Map.of("method", "method.aes_gcm.flotilla_previous")));
    assertThat(block.get("method"))
        .isEqualTo(
            Map.of(
                "aes_gcm",
                Map.of(
                    "flotilla_2027", Map.of("keys", "${key_provider.pbkdf2.flotilla_2027}"),
                    "flotilla_previous", Map.of("keys", "${key_provider.pbkdf2.flotilla}"))));
  }

  @Test
  void replacesAKeyOfAnotherKindByItsOwnName() {
    Map<String, Object> block =
        EncryptionBlock.of(Encryption.openBao("states").replacing(Encryption.passphrase()));

    assertThat(block.get("method"))
        .isEqualTo(
            Map.of(
                "aes_gcm",
                Map.of(
                    "flotilla", Map.of("keys", "${key_provider.openbao.flotilla}"),
                    "flotilla_previous", Map.of("keys", "${key_provider.pbkdf2.flotilla}"))));
  }

  @Test
  void readsEncryptedStateAfterEncryptionHasEnded() {
    Encryption encryption = Encryption.none().replacing(Encryption.openBao("states"));

    assertThat(encryption.passphrases()).isEmpty();
    assertThat(EncryptionBlock.of(encryption).get("state"))
        .isEqualTo(
            Map.of(
                "method",
                "method.unencrypted.flotilla",
                "fallback",
                Map.of("method", "method.aes_gcm.flotilla")));
  }

  @Test
  void refusesAKeyThatReplacesOneOfItsName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.passphrase().replacing(Encryption.passphrase()))
        .withMessage(
            "a new encryption must have another type or key name than the one it replaces, got 'pbkdf2' twice; name the new key, such as named(\"2027\")");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.openBao("a").named("A"))
        .withMessage(
            "the name of a key must be up to 32 of 'a' to 'z', '0' to '9' and '_', such as '2027', got 'A'");
  }

  @Test
  void refusesAKeyThatIsNotItsWholeName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.gcpKms("states"))
        .withMessage(
            "a key of Google Cloud KMS must be 'projects/<project>/locations/<location>/keyRings/<ring>/cryptoKeys/<key>', got 'states'");
  }

  @Test
  void refusesUnknownNamesAndCredentials() {
    TreeMap<String, String> values = new TreeMap<>(Map.of("keyname", "states"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.of("openbao", values))
        .withMessage(
            "a value of key provider 'openbao' must be one that it has, got 'keyname'; did you mean 'key_name'?");
    TreeMap<String, String> token = new TreeMap<>(Map.of("token", "s.3cret"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.of("openbao", token))
        .withMessage(
            "'token' of key provider 'openbao' is a credential, which must not be in a configuration; set BAO_TOKEN in the environment");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Encryption.of("static", token))
        .withMessage(
            "a key provider must be one of OpenTofu's, got 'static'; it has: aws_kms, azure_vault, gcp_kms, openbao");
  }
}
