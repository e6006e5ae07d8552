package dev.flotilla.fleet.content.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
  private static final OciChart.Unversioned OCI =
      Chart.oci(new OciUrl("oci://ghcr.io/acme/charts/web"));

  @Test
  void chartOfARegistryIsTheLayerWithTheChart() {
    assertThat(yaml(OCI.tag(new OciTag("v1.20.2_build.1"))))
        .isEqualTo(
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: OCIRepository
            metadata:
              name: web-chart
            spec:
              interval: 1h
              url: oci://ghcr.io/acme/charts/web
              ref:
                tag: v1.20.2_build.1
              layerSelector:
                mediaType: application/vnd.cncf.helm.chart.content.v1.tar+gzip
                operation: copy
            """);
  }

  @Test
  void chartOfARegistryFollowsARangeOrADigest() {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);

    assertThat(yaml(OCI.range(">=1.2.0 <2.0.0"))).contains("    semver: '>=1.2.0 <2.0.0'\n");
    assertThat(yaml(OCI.digest(digest))).contains("  ref:\n    digest: " + digest + "\n");
  }

  @Test
  void chartOfARegistryIsPulledWithASecretAndVerified() {
    OciChart chart =
        OCI.at(Version.of("1.0.0"))
            .withInterval(Duration.ofMinutes(5))
            .withPullSecret("registry-auth")
            .verified(
                Verification.gitHubActions("acme/charts", "release.yaml", GitRef.semverTags()));

    assertThat(yaml(chart))
        .contains("  interval: 5m\n", "  secretRef:\n    name: registry-auth\n")
        .contains("  verify:\n    provider: cosign\n    matchOIDCIdentity:\n");
  }

  @Test
  void bringsTheKeyThatItIsVerifiedWithUnderANameOfItsOwn() {
    String key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n";

    assertThat(yaml(OCI.at(Version.of("1.0.0")).verified(Verification.publicKey(key))))
        .startsWith("apiVersion: v1\nkind: Secret\nmetadata:\n  name: web-chart-key\n")
        .contains("  cosign.pub: |\n")
        .endsWith(
            """
              verify:
                provider: cosign
                secretRef:
                  name: web-chart-key
            """);
  }

  @Test
  void chartOfALoopbackRegistryIsPulledByPlainHttp() {
    OciChart chart =
        Chart.oci(new OciUrl("oci://127.0.0.1:5000/charts/web")).at(Version.of("1.0.0"));

    assertThat(yaml(chart)).endsWith("  insecure: true\n");
  }

  @Test
  void chartOfAHelmRepositoryNamesIt() {
    HelmRepository repository =
        HelmRepository.of("acme", "https://charts.acme.example")
            .withInterval(Duration.ofHours(12))
            .withPullSecret("charts-auth");
    HelmRepositoryChart chart = repository.chart("web").at(Version.of("1.0.0"));

    assertThat(yaml(chart))
        .isEqualTo(
            """
            apiVersion: source.toolkit.fluxcd.io/v1
            kind: HelmRepository
            metadata:
              name: acme
            spec:
              interval: 12h
              url: https://charts.acme.example
              secretRef:
                name: charts-auth
            """);
    assertThat(Yaml.write(chart.reference("web")))
        .isEqualTo(
            """
            chart:
              spec:
                chart: web
                version: 1.0.0
                sourceRef:
                  kind: HelmRepository
                  name: acme
            """);
  }

  @Test
  void chartOfAHelmRepositoryInARegistryHasItsType() {
    HelmRepository repository = HelmRepository.of("acme", "oci://ghcr.io/acme/charts");

    assertThat(yaml(repository.chart("web").range("1.x")))
        .endsWith("  url: oci://ghcr.io/acme/charts\n  type: oci\n");
  }

  @Test
  void chartOfARegistryHasItsVersionAsItsTag() {
    assertThat(yaml(OCI.at(Version.of("1.20.2-rc.1")))).contains("  ref:\n    tag: 1.20.2-rc.1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "1.x", "1.2", "1.2.3-", "1.2.3_", "main"})
  void refusesATagThatIsNotOfOneVersion(String tag) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OCI.tag(new OciTag(tag)))
        .withMessage(
            "the tag of a chart must be that of one version, such as 'v1.20.2', got '%s'; name a range with range",
            tag);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "1.x",
        "1.2.*",
        ">=1.0.0",
        ">=1.0.0-0 <2.0.0",
        "^1.2.3",
        "~1.2",
        "1.2 - 1.4",
        "^1 || ^2",
        ">1, <3",
        "8.6.3",
        ">= 1.0, != 1.5.0",
        "v1.x"
      })
  void chartHasARangeAsFluxReadsIt(String range) {
    assertThat(yaml(OCI.range(range))).contains("semver: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "", ">=", "1.2.3.4", ">=1.0.0 <", "|| 1"})
  void refusesWhatIsNoRange(String range) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OCI.range(range))
        .withMessage(
            "a range of chart versions must be one such as '1.x' or '>=1.2.0 <2.0.0', got '%s'",
            range);
  }

  @Test
  void refusesAddressesAndNamesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OCI.digest("1234"))
        .withMessage(
            "the digest of a chart must be 'sha256:' and 64 hexadecimal digits, got '1234'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HelmRepository.of("acme", "charts.acme.example"))
        .withMessage(
            "the URL of a Helm repository must be a URL with scheme https or http, a host and neither password nor token, got 'charts.acme.example'; write 'https://charts.acme.example'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HelmRepository.of("acme", "https://charts.acme.example")
                    .withPullSecret("Charts_Auth"))
        .withMessage(
            "the pull Secret of a Helm repository must be an RFC 1123 subdomain (lower-case letters, digits, '-', '.', at most 253 characters), got 'Charts_Auth'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                HelmRepository.of("acme", "https://charts.acme.example")
                    .chart("acme/web")
                    .at(Version.of("1.0.0")))
        .withMessage(
            "the name of a chart must consist of letters, digits, '-', '_' and '.', got 'acme/web'");
  }

  private static String yaml(Chart chart) {
    List<KubernetesObject> sources = chart.sources("web");
    return sources.stream()
        .map(source -> Yaml.write(source.toMap()))
        .collect(Collectors.joining("---\n"));
  }
}
