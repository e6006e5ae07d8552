package dev.flotilla.fleet.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncOptionsTest {
  private static final OciUrl FLEET = new OciUrl("oci://ghcr.io/acme/fleet");
  private static final String MINIO = "https://minio.example.com";

  private final SyncOptions options = SyncOptions.of("clusters/staging");

  @Test
  void syncReadsThePath() {
    assertThat(spec(options.withPath("fleet/prod"))).containsEntry("path", "fleet/prod");
  }

  @Test
  void syncFetchesAtTheInterval() {
    assertThat(spec(options.withInterval(Duration.ofMinutes(5)))).containsEntry("interval", "5m");
  }

  @ParameterizedTest
  @EnumSource(SyncOptions.Cloud.class)
  void setsTheWorkloadIdentity(SyncOptions.Cloud cloud) {
    assertThat(spec(options.withCloud(cloud)))
        .containsEntry("provider", cloud.name().toLowerCase(Locale.ROOT));
  }

  @Test
  void patchesAuthorityAndProxyIntoTheGeneratedSource() {
    SyncOptions both = options.withCertSecret("ca").withProxySecret("proxy");

    assertThat(SyncSource.bucket(MINIO, "fleet", "x").withOptions(both).fields())
        .containsExactly(
            entry("certSecretRef", Map.of("name", "ca")),
            entry("proxySecretRef", Map.of("name", "proxy")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/clusters",
        "./clusters",
        "clusters/",
        "clusters//a",
        "clusters/../a",
        "..",
        ".",
        "clusters/.",
        "a b",
        "${path}"
      })
  void refusesMalformedPath(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncOptions.of(path))
        .withMessage(
            "the path to sync must be a relative folder such as 'clusters/staging', without './', got '"
                + path
                + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters", "clusters/prod-eu", ".fleet/a_b", "a..b"})
  void takesRelativePath(String path) {
    assertThat(SyncOptions.of(path).path()).isEqualTo(path);
  }

  @Test
  void refusesIntervalThatIsNotWholeSeconds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withInterval(Duration.ofMillis(1500)))
        .withMessage("the sync interval must be whole seconds, at least 1 s, got 'PT1.5S'");
  }

  @Test
  void refusesMalformedSecretNames() {
    String rule =
        " must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'My_CA'";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withCertSecret("My_CA"))
        .withMessage("name of the Secret with the authority" + rule);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withProxySecret("My_CA"))
        .withMessage("name of the Secret with the proxy" + rule);
  }

  private Map<String, Object> spec(SyncOptions changed) {
    return SyncSource.oci(FLEET, new OciTag("latest"), "x", Verification.none())
        .withOptions(changed)
        .toSpec();
  }
}
