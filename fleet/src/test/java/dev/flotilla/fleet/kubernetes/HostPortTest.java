package dev.flotilla.fleet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {
  @ParameterizedTest
  @CsvSource({
    "ghcr.io, true",
    "localhost:5000, true",
    "10.0.0.1:1, true",
    "registry.acme.example:65535, true",
    "git_lab.acme.example, true",
    "[::1]:5000, true",
    "'', false",
    "ghcr.io:0, false",
    "ghcr.io:65536, false",
    "ghcr.io:99999, false",
    "ghcr.io:, false",
    "ghcr..io, false",
    "-ghcr.io, false",
    "ghcr-.io, false",
    "999.1.1.1, false",
    "1.2.3, false",
    "[::1, false",
    "[:::1], false",
    "a/b, false",
  })
  void hostPortIsValidWhereAUrlMayHaveIt(String text, boolean valid) {
    assertThat(HostPort.isValid(text)).isEqualTo(valid);
  }
}
