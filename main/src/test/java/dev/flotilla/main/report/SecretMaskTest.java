package dev.flotilla.main.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {
  private static final String ALPHABET = "abcXYZ019 _-.~!*'()&<>\"\\/+=%$#@:;,?[]{}|^`\t\nüß€漢";

  private final SecretMask mask = new SecretMask();

  /** How a value may be written within a longer text. */
  private static final Map<String, UnaryOperator<String>> ENCODINGS = new LinkedHashMap<>();

  static {
    ENCODINGS.put("as it is", text -> text);
    ENCODINGS.put("JSON", SecretMaskTest::json);
    ENCODINGS.put("JSON in JSON", text -> json(json(text)));
    ENCODINGS.put("URL", text -> URLEncoder.encode(text, UTF_8));
    ENCODINGS.put("URL path", text -> URLEncoder.encode(text, UTF_8).replace("+", "%20"));
    ENCODINGS.put("base64", text -> base64(Base64.getEncoder(), text));
    ENCODINGS.put(
        "base64 without padding", text -> base64(Base64.getEncoder().withoutPadding(), text));
    ENCODINGS.put("base64 for URLs", text -> base64(Base64.getUrlEncoder(), text));
    ENCODINGS.put("base64 of JSON", text -> base64(Base64.getEncoder(), json(text)));
    ENCODINGS.put("base64 of a login", SecretMaskTest::login);
    ENCODINGS.put(
        "Docker's login in a Secret",
        text -> base64(Base64.getEncoder(), "{\"auth\":\"" + login(text) + "\"}"));
    ENCODINGS.put("hexadecimal", text -> HexFormat.of().formatHex(text.getBytes(UTF_8)));
    ENCODINGS.put("bytes in Java", text -> Arrays.toString(text.getBytes(UTF_8)));
    ENCODINGS.put("bytes in Go", SecretMaskTest::goBytes);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "fatal: unable to access 'https://ann:hunter2@git.acme.example/fleet.git/', fatal: unable to access 'https://ann:(sensitive)@git.acme.example/fleet.git/'",
        "https://:x@a and git+ssh://u:p%40@b:22/c, https://:(sensitive)@a and git+ssh://u:(sensitive)@b:22/c",
        "https://ann@git.acme.example/fleet, https://ann@git.acme.example/fleet",
        "https://a.example:8443/@scope/b, https://a.example:8443/@scope/b",
        "oci://127.0.0.1:5000/a@sha256:1234, oci://127.0.0.1:5000/a@sha256:1234",
      })
  void hidesThePasswordOfAnyUrl(String text, String shown) {
    assertThat(mask.mask(text)).isEqualTo(shown);
  }

  @Test
  void hidesARandomValueInEveryEncodingAndPlace() {
    Random random = new Random(11);
    for (int round = 0; round < 150; round++) {
      String secret = text(random, 8 + random.nextInt(40));
      SecretMask own = new SecretMask();
      own.add(secret);
      String before = text(random, random.nextInt(7));
      String after = text(random, random.nextInt(7));
      ENCODINGS.forEach(
          (name, way) -> {
            String written = way.apply(before + secret + after);
            String shown = own.mask(written);
            assertThat(shown).as("%s of '%s'", name, secret).contains(SecretMask.SHOWN);
            // All but what its first and last character share with their neighbours.
            assertThat(shown.length() - SecretMask.SHOWN.length())
                .as("%s of '%s': %s", name, secret, shown)
                .isLessThanOrEqualTo(way.apply(before + after).length() + 12);
          });
    }
  }

  @Test
  void hidesATokenWithItsLineBreakAndWithout() {
    mask.add("kubeconfig-token\n");

    assertThat(mask.mask("invalid header value: \"Bearer kubeconfig-token\\n\""))
        .isEqualTo("invalid header value: \"Bearer (sensitive)\"");
    assertThat(mask.mask("got kubeconfig-token")).isEqualTo("got (sensitive)");
  }

  @Test
  void hidesEachLineOfAKeyExceptItsHeader() {
    mask.add(
        "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END PRIVATE KEY-----\n");

    assertThat(mask.mask("-----BEGIN PRIVATE KEY-----")).isEqualTo("-----BEGIN PRIVATE KEY-----");
    assertThat(mask.mask("  kqhkiG9w0BAQEF")).isEqualTo("  (sensitive)");
  }

  @Test
  void keepsTextWithoutSecrets() {
    String text = "staging: apply: 3 added (12.0 s)";
    assertThat(mask.mask(text)).isSameAs(text);

    mask.add("short");
    mask.add("");
    mask.add("a-long-password");

    assertThat(mask.mask(text)).isSameAs(text);
    assertThat(mask.mask("short")).isEqualTo("short");
  }

  @Test
  void hidesVariablesThatHoldSecretsByTheirNames() {
    for (String name :
        List.of(
            "TF_VAR_ghcr_token",
            "TF_VAR_anything",
            "GITHUB_TOKEN",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "ARM_CLIENT_SECRET",
            "ARM_ACCESS_KEY",
            "COSIGN_PASSWORD",
            "DB_PASSWD",
            "state_passphrase",
            "STORAGE_ACCOUNT_KEY",
            "apiKey",
            "PRIVATE_KEY",
            "TF_TOKEN_app_terraform_io",
            "TF_HTTP_CLIENT_PRIVATE_KEY_PEM",
            "KUBE_CLIENT_KEY_DATA",
            "PG_CONN_STR",
            "AWS_SSE_CUSTOMER_KEY",
            "ARM_CUSTOMER_PROVIDED_KEY",
            "ARM_CLIENT_CERTIFICATE",
            "GOOGLE_ENCRYPTION_KEY")) {
      assertThat(shown(name)).as(name).isEqualTo("(sensitive)");
    }
    for (String name :
        List.of(
            "TF_VAR_kubeconfig",
            "TF_VAR_kube_context",
            "HOME",
            "TOKEN_FILE",
            "KEYBOARD",
            "ARM_CLIENT_CERTIFICATE_PATH",
            "GOOGLE_CREDENTIALS",
            "AWS_SHARED_CREDENTIALS_FILE")) {
      assertThat(shown(name)).as(name).isEqualTo("some-value");
    }
  }

  @Test
  void hidesCredentialsExceptPathsAndTheLoginOfAnyUrl() {
    mask.addVariables(
        Map.of(
            "GOOGLE_BACKEND_CREDENTIALS", "{\"private_key\": \"s3cret\"}",
            "HTTPS_PROXY", "http://me:p%C3%A4ss%20word@proxy.acme.example:3128",
            "PG_CONN_STR", "postgres://me:database-word@db.acme.example/states"));

    assertThat(mask.mask("got {\"private_key\": \"s3cret\"}")).isEqualTo("got (sensitive)");
    assertThat(mask.mask("päss word of proxy.acme.example:3128"))
        .isEqualTo("(sensitive) of proxy.acme.example:3128");
    assertThat(mask.mask("http://me:p%C3%A4ss%20word@proxy")).isEqualTo("http://(sensitive)@proxy");
    assertThat(mask.mask("user me, password database-word"))
        .isEqualTo("user me, password (sensitive)");
  }

  private static String shown(String variable) {
    SecretMask own = new SecretMask();
    own.addVariables(Map.of(variable, "some-value"));
    return own.mask("some-value");
  }

  @Test
  void masksEverythingThatAReportPrints() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Report report =
        new Report(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false);
    report.secrets().add("a-long \"password\"");

    report.data("data a-long \"password\"");
    report.json(Map.of("x", "a-long \"password\""));
    report.out().print("in two ");
    report.out().println("parts: a-long \"password\"");
    report.status("status a-long \"password\"");
    report.failure(new Failure("failed\nwith a-long \"password\""));
    new IllegalStateException("trace a-long \"password\"").printStackTrace(report.err());
    report.step("staging", "plan").progress("step a-long \"password\"");

    assertThat(out.toString(UTF_8))
        .isEqualTo(
            """
            data (sensitive)
            {
              "x" : "(sensitive)"
            }
            in two parts: (sensitive)
            """);
    assertThat(err.toString(UTF_8))
        .contains("status (sensitive)\n", "error: failed\n  with (sensitive)\n")
        .contains("trace (sensitive)\n", "staging: plan: step (sensitive)\n")
        .doesNotContain("a-long");
  }

  @Test
  void removesControlSequencesOfTheTerminal() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, UTF_8);
    Report report = new Report(stream, stream, true);

    report.data("\u001b[31mred\u001b[0m \u001b[2J\u001b]0;title\u0007cle\u0008ar\ttab\r über");

    assertThat(out.toString(UTF_8)).isEqualTo("\u001b[31mred\u001b[0m clear\ttab über\n");
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static String base64(Base64.Encoder encoder, String text) {
    return encoder.encodeToString(text.getBytes(UTF_8));
  }

  private static String login(String text) {
    return base64(Base64.getEncoder(), "me:" + text);
  }

  private static String json(String text) {
    try {
      String quoted = new ObjectMapper().writeValueAsString(text);
      return quoted.substring(1, quoted.length() - 1);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String goBytes(String text) {
    StringBuilder bytes = new StringBuilder("[");
    for (byte b : text.getBytes(UTF_8)) {
      bytes.append(b & 0xff).append(' ');
    }
    return bytes.toString().strip() + "]";
  }
}
