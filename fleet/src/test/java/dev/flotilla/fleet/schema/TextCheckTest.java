package dev.flotilla.fleet.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCheckTest {
  private static final String CERTIFICATE =
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        CERTIFICATE,
        CERTIFICATE + CERTIFICATE,
        "-----BEGIN PUBLIC KEY-----\nMFkw\n-----END PUBLIC KEY-----",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: a - b\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----\n",
        "ssh-ed25519 AAAAC3Nz ann@acme.example\nsk-ssh-ed25519@openssh.com AAAAGnNr=\n",
        "ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]",
        ""
      })
  void takesPublicAndEncryptedValuesInASecret(String value) {
    assertThat(secret("stringData", value)).isEmpty();
    assertThat(secret("data", base64(value))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "-----BEGIN CERTIFICATE-----",
        CERTIFICATE + "hunter2",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\nENC[",
        "ssh-ed25519 hunter2",
        "ssh-ed25519 AAAAC3Nz\nhunter2",
        "ENC[x] and more"
      })
  void refusesAPlainValueInASecretWithoutPrintingIt(String value) {
    String rule =
        " in Secret 'web/apps' must be a certificate, a public key or encrypted by SOPS, got something else; create the Secret with a Credential";

    assertThat(secret("stringData", value)).containsExactly("'stringData.key'" + rule);
    assertThat(secret("data", base64(value))).containsExactly("'data.key'" + rule);
  }

  @Test
  void takesAnyTextInOtherKinds() {
    KubernetesObject map =
        KubernetesObject.of(
            "v1", "ConfigMap", "web", "apps", Ordered.map("data", Ordered.map("motd", "hello")));

    assertThat(TextCheck.problems(map)).isEmpty();
  }

  @Test
  void refusesTextThatLooksLikeASecretAndNamesItsPlace() {
    KubernetesObject pod =
        KubernetesObject.of(
            "v1",
            "Pod",
            "web",
            "apps",
            Ordered.map(
                "spec",
                Ordered.map(
                    "containers",
                    List.of(Map.of("args", List.of("--password", "hunter2-and-more"))))));

    assertThat(TextCheck.problems(pod))
        .singleElement()
        .asString()
        .startsWith("'spec.containers[0].args[1]' in Pod 'web/apps' ")
        .doesNotContain("hunter2");
  }

  private static List<String> secret(String field, String value) {
    return TextCheck.problems(
        KubernetesObject.of(
            "v1", "Secret", "web", "apps", Ordered.map(field, Ordered.map("key", value))));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
