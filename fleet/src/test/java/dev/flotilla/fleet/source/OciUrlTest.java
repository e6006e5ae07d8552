package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OciUrlTest {
  @ParameterizedTest
  @CsvSource({
    "oci://ghcr.io/acme/fleet, ghcr.io, /acme/fleet",
    "oci://127.0.0.1:5000/fleet, 127.0.0.1:5000, /fleet",
    "oci://Registry/a.b/c_d/e__f/g--h, Registry, /a.b/c_d/e__f/g--h",
  })
  void urlHasHostAndPath(String url, String host, String path) {
    assertThat(new OciUrl(url).host()).isEqualTo(host);
    assertThat(new OciUrl(url).path()).isEqualTo(path);
    assertThat(new OciUrl(url)).hasToString(url);
  }

  @Test
  void childOfAUrlIsBelowIt() {
    assertThat(new OciUrl("oci://ghcr.io/acme").child("charts"))
        .isEqualTo(new OciUrl("oci://ghcr.io/acme/charts"));
  }

  @ParameterizedTest
  @CsvSource({
    "oci://localhost/a, true",
    "oci://localhost:5000/a, true",
    "oci://127.0.0.1/a, true",
    "oci://127.1.2.3:5000/a, true",
    "oci://127.0.0.1.acme.example/a, false",
    "oci://localhost.acme.example/a, false",
    "oci://10.0.0.1/a, false",
  })
  void urlIsLoopbackOnlyOnThisMachine(String url, boolean loopback) {
    assertThat(new OciUrl(url).isLoopback()).isEqualTo(loopback);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "oci://ghcr.io",
        "oci://ghcr.io/",
        "oci://ghcr.io//acme",
        "oci://ghcr.io:99999/acme",
        "oci://ghcr..io/acme",
        "oci://999.1.1.1/acme",
        "oci://ghcr.io:port/acme",
        "oci://ghcr.io/acme/-fleet",
        "oci://ghcr.io/acme/${name}",
      })
  void refusesMalformedRepository(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OciUrl(url))
        .withMessage(
            "an OCI URL must look like 'oci://registry.example.com/team/name', without tag or digest, got '"
                + url
                + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghcr.io/acme/fleet",
        "https://ghcr.io/acme/fleet",
        "oci://ghcr.io/acme/fleet/",
        "oci://ghcr.io/Acme/fleet",
        "oci://ghcr.io/acme/fleet:latest",
        "oci://ghcr.io/acme/fleet@sha256:00",
        "oci://ghcr.io/acme/fleet\n",
      })
  void suggestsTheRepositoryThatWasMeant(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OciUrl(url))
        .withMessage(
            "an OCI URL must look like 'oci://registry.example.com/team/name', without tag or digest, got '"
                + url
                + "'; write 'oci://ghcr.io/acme/fleet'");
  }
}
