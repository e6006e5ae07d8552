package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc1123Test {
  @ParameterizedTest
  @ValueSource(strings = {"a", "1", "team-a", "a--b"})
  void labelIsReturnedUnchanged(String label) {
    assertThat(Rfc1123.label("namespace", label)).isEqualTo(label);
  }

  @Test
  void acceptsLabelOf63CharactersAndRefusesOneMore() {
    String longest = "a".repeat(63);

    assertThat(Rfc1123.label("namespace", longest)).isEqualTo(longest);
    refusesWhatIsNoLabel(longest + "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Front_End", "-a", "a-", "a.b", "ä", "a\n", " a"})
  void refusesWhatIsNoLabel(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rfc1123.label("namespace", text))
        .withMessage(
            "namespace must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got '"
                + text
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ghcr-auth", "preview1.example.com", "0.a"})
  void subdomainIsReturnedUnchanged(String subdomain) {
    assertThat(Rfc1123.subdomain("name", subdomain)).isEqualTo(subdomain);
  }

  @Test
  void acceptsSubdomainOf253CharactersAndRefusesOneMore() {
    String longest = "a.".repeat(126) + "a";

    assertThat(Rfc1123.subdomain("name", longest)).isEqualTo(longest);
    refusesWhatIsNoSubdomain(longest + "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", ".a", "a.", "a..b", "a.-b", "a-.b", "a_b", "a\n"})
  void refusesWhatIsNoSubdomain(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rfc1123.subdomain("name", text))
        .withMessage(
            "name must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got '"
                + text
                + "'");
  }
}
