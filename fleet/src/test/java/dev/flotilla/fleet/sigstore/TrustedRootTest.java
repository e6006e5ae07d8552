package dev.flotilla.fleet.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.fixture.Sigstores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedRootTest {
  private static final String JSON = Sigstores.trustedRoot("acme.example");

  @Test
  void trustedRootIsKeptWithAnEntryALineWhateverItsForm() {
    TrustedRoot root = new TrustedRoot(JSON);

    assertThat(root).isEqualTo(new TrustedRoot(JSON.replaceAll("\\s+", "")));
    assertThat(root.json())
        .startsWith(
            """
            {
              "mediaType" : "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
              "tlogs" : [ {
                "baseUrl" : "https://rekor.acme.example",
            """)
        .endsWith("}\n");
    assertThat(new TrustedRoot(root.json())).isEqualTo(root);
  }

  @ParameterizedTest
  @CsvSource({
    "certificateAuthorities, a certificate authority, --fulcio",
    "tlogs, a log with a URL, --rekor",
    "ctlogs, a CT log, --ctfe",
    "timestampAuthorities, a timestamp authority, --tsa"
  })
  void refusesARootWithoutAPartThatFluxDemands(String field, String missing, String option) {
    assertRefused(
        JSON.replace("\"" + field + "\"", "\"other\""),
        "a trusted root must have a certificate authority and a log with a URL and a CT log and a timestamp authority, got one without %s; create it again with 'cosign trusted-root create %s …'"
            .formatted(missing, option));
  }

  @Test
  void refusesPartsWithoutWhatVerifies() {
    assertRefused(
        JSON.replace("rawBytes", "raw").replace("baseUrl", "url"),
        "a trusted root must have a certificate authority and a log with a URL and a CT log and a timestamp authority, got one without a certificate authority and a log with a URL and a CT log and a timestamp authority; create it again with 'cosign trusted-root create --fulcio … --rekor … --ctfe … --tsa …'");
  }

  /** Source-controller takes the first URL; a log that nobody writes to any more needs none. */
  @Test
  void oneLogWithAUrlIsEnough() {
    String former = "\"tlogs\": [{\"publicKey\": {\"rawBytes\": \"AA==\"}}, ";

    assertThatCode(() -> new TrustedRoot(JSON.replace("\"tlogs\": [", former)))
        .doesNotThrowAnyException();
    assertRefused(
        JSON.replace("\"https://rekor.acme.example\"", "\"\""),
        "a trusted root must have a certificate authority and a log with a URL and a CT log and a timestamp authority, got one without a log with a URL; create it again with 'cosign trusted-root create --rekor …'");
  }

  @Test
  void refusesAnotherMediaType() {
    assertRefused(
        Sigstores.signingConfig("acme.example"),
        "a trusted root must have the media type 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', got 'application/vnd.dev.sigstore.signingconfig.v0.2+json'; create it with 'cosign trusted-root create'");
    assertRefused(
        "{}",
        "a trusted root must have the media type 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', got ''; create it with 'cosign trusted-root create'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "[]", "{} {}", "{\"a\": 1, \"a\": 2}", "{\"a\": "})
  void refusesWhatIsNoObjectWithoutShowingIt(String text) {
    assertRefused(
        text,
        "a trusted root must be a JSON object, got another text; create it with 'cosign trusted-root create'");
  }

  @Test
  void refusesATrustedRootOfMoreThan65536Characters() {
    assertRefused(
        JSON + " ".repeat(65536 - JSON.length() + 1),
        "a trusted root must have at most 65536 characters, got 65537; drop what no signature needs any more");
  }

  @ParameterizedTest
  @CsvSource({
    "caUrls, a certificate authority, --fulcio",
    "rekorTlogUrls, a log, --rekor",
    "tsaUrls, a timestamp authority, --tsa"
  })
  void aSigningConfigNamesEachServiceWhoseWordClustersDemand(
      String field, String missing, String option) {
    String json = Sigstores.signingConfig("acme.example");

    assertThat(new SigningConfig(json).json()).contains("\"https://fulcio.acme.example\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SigningConfig(json.replace(field, "other")))
        .withMessage(
            "a signing config must have a certificate authority and a log and a timestamp authority, got one without %s; create it again with 'cosign signing-config create %s …'"
                .formatted(missing, option));
  }

  private static void assertRefused(String json, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedRoot(json))
        .withMessage(message);
    assertThat(TrustedRoot.isValid(json)).isFalse();
  }
}
