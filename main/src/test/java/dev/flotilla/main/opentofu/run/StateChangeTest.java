package dev.flotilla.main.opentofu.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.opentofu.state.ReencryptedStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateChangeTest {
  private static final String ENCRYPTED =
      """
      {'variable': {'state_passphrase': {}}, 'terraform': {'encryption': {
        'key_provider': {'pbkdf2': {'flotilla': {'passphrase': '${var.state_passphrase}'}}},
        'method': {'aes_gcm': {'flotilla': {'keys': '${key_provider.pbkdf2.flotilla}'}}},
        'state': {'method': 'method.aes_gcm.flotilla', 'enforced': true}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Backend configuration changed | BACKEND",
        "Error refreshing state: encountered unencrypted payload without unencrypted method configured | UNENCRYPTED",
        "Unsupported state file format: This state file is encrypted and can not be read without an encryption configuration | ENCRYPTED",
        "decryption failed for all provided methods | OTHER_KEY"
      })
  void stateChangeIsFoundInTheErrorsOfOpenTofu(String said, StateChange change) {
    assertThat(StateChange.of(said)).contains(change);
    assertThat(StateChange.of(said.replace(' ', '\n'))).contains(change);
  }

  @Test
  void stateChangeIsNotFoundInOtherErrors() {
    assertThat(StateChange.of("Error acquiring the state lock")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UNENCRYPTED | its state is not encrypted, but the fleet declares encryption; remove the cluster's encryption again, or encrypt it with 'flotilla deploy staging --migrate-state'",
        "ENCRYPTED | its state is encrypted, but the fleet declares no encryption; set the cluster's encryption back to what it was, or decrypt it with 'FLOTILLA_OLD_STATE_PASSPHRASE=… flotilla deploy staging --migrate-state'",
        "OTHER_KEY | its state is encrypted with a passphrase or key other than the one given; set the former one, or re-encrypt it with 'FLOTILLA_OLD_STATE_PASSPHRASE=… flotilla deploy staging --migrate-state'"
      })
  void stateChangeIsReportedWithBothWaysOut(StateChange change, String text) {
    assertThat(change.text("staging")).isEqualTo(text);
  }

  @Test
  void encryptsByReadingWhatIsNotEncrypted() {
    JsonNode step = only(StateChange.UNENCRYPTED, ENCRYPTED);

    assertThat(step.at("/terraform/encryption/state"))
        .isEqualTo(
            json(
                "{'method': 'method.aes_gcm.flotilla', 'fallback': {'method': 'method.unencrypted.flotilla_before'}}"));
    assertThat(step.at("/terraform/encryption/method/unencrypted/flotilla_before").isObject())
        .isTrue();
  }

  @Test
  void decryptsByReadingWithTheOldPassphrase() {
    JsonNode step = only(StateChange.ENCRYPTED, "{'terraform': {}}");

    assertThat(step.at("/terraform/encryption/state"))
        .isEqualTo(
            json(
                "{'method': 'method.unencrypted.flotilla_after', 'fallback': {'method': 'method.aes_gcm.flotilla_before'}}"));
    assertThat(step.at("/terraform/encryption/key_provider/pbkdf2/flotilla_before"))
        .isEqualTo(
            json(
                "{'passphrase': '${var.flotilla_old_passphrase}', 'encrypted_metadata_alias': 'key_provider.pbkdf2.flotilla'}"));
    assertThat(step.at("/variable/flotilla_old_passphrase/sensitive").asBoolean()).isTrue();
  }

  /** OpenTofu refuses two key providers that read what one name has written. */
  @Test
  void changesThePassphraseInTwoStepsThatAreBothEncrypted() {
    List<? extends JsonNode> steps =
        new ReencryptedStack(json(ENCRYPTED)).steps(StateChange.OTHER_KEY);

    assertThat(steps)
        .extracting(step -> step.at("/terraform/encryption/state"))
        .containsExactly(
            json(
                "{'method': 'method.aes_gcm.flotilla_after', 'fallback': {'method': 'method.aes_gcm.flotilla'}}"),
            json(
                "{'method': 'method.aes_gcm.flotilla', 'fallback': {'method': 'method.aes_gcm.flotilla_after'}}"));
    assertThat(steps)
        .extracting(
            step -> step.at("/terraform/encryption/key_provider/pbkdf2/flotilla/passphrase"))
        .containsExactly(
            json("'${var.flotilla_old_passphrase}'"), json("'${var.state_passphrase}'"));
  }

  private static JsonNode only(StateChange change, String stack) {
    List<? extends JsonNode> steps = new ReencryptedStack(json(stack)).steps(change);
    assertThat(steps).hasSize(1);
    return steps.get(0);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
