package dev.flotilla.fleet.content.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AutoUpdateTest {
  private static final Duration HOURS = Duration.ofHours(6);
  private static final OciUrl URL = new OciUrl("oci://ghcr.io/acme/charts/web");

  private static final Versions VERSIONS = new Versions(new TreeMap<>(Map.of("web", "1.4.0")));

  @Test
  void scansTheRegistryOfTheChart() {
    assertThat(policy(Chart.oci(URL).at(VERSIONS.chart("web")).autoUpdate("1.x", HOURS)))
        .isEqualTo(
            """
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImageRepository
            metadata:
              name: web
              namespace: apps
            spec:
              image: ghcr.io/acme/charts/web
              interval: 6h
            ---
            apiVersion: image.toolkit.fluxcd.io/v1
            kind: ImagePolicy
            metadata:
              name: web
              namespace: apps
            spec:
              imageRepositoryRef:
                name: web
              policy:
                semver:
                  range: 1.x
            """);
  }

  @Test
  void takesTheVersionOfTheFile() {
    Chart chart = Chart.oci(URL).at(VERSIONS.chart("web", "1.0.0")).autoUpdate("1.x", HOURS);

    assertThat(chart.sources("web").get(0).body().toString()).contains("ref={tag=1.4.0}");
  }

  @Test
  void beginsWithAVersionThatTheFileDoesNotHave() {
    Chart chart = Chart.oci(URL).at(VERSIONS.chart("cache", "2.0.0"));

    assertThat(chart.sources("web").get(0).body().toString()).contains("ref={tag=2.0.0}");
    assertThat(chart.versionUse().orElseThrow().policy("apps")).isEmpty();
  }

  @Test
  void scansWithTheSecretThatTheChartIsPulledWith() {
    OciChart chart =
        Chart.oci(URL)
            .at(VERSIONS.chart("web"))
            .autoUpdate("1.x", HOURS)
            .withPullSecret("registry-auth");

    assertThat(policy(chart)).contains("  secretRef:\n    name: registry-auth\n");
  }

  @Test
  void scansALoopbackRegistryByPlainHttp() {
    OciUrl url = new OciUrl("oci://127.0.0.1:5000/charts/web");

    assertThat(policy(Chart.oci(url).at(VERSIONS.chart("web")).autoUpdate("1.x", HOURS)))
        .contains("  image: 127.0.0.1:5000/charts/web\n", "  insecure: true\n");
  }

  @Test
  void scansAHelmRepositoryThatIsARegistry() {
    HelmRepository repository = HelmRepository.of("acme", "oci://ghcr.io/acme/charts");

    assertThat(policy(repository.chart("web").at(VERSIONS.chart("web")).autoUpdate("1.x", HOURS)))
        .contains("  image: ghcr.io/acme/charts/web\n");
  }

  @Test
  void refusesAHelmRepositoryThatIsNone() {
    HelmRepositoryChart chart =
        HelmRepository.of("acme", "https://charts.acme.example")
            .chart("web")
            .at(VERSIONS.chart("web"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> chart.autoUpdate("1.x", HOURS))
        .withMessage(
            "a chart with autoUpdate must come from an OCI registry, which Flux can scan, got 'https://charts.acme.example' for chart 'web'; use Chart.oci, or raise its version yourself");
  }

  @Test
  void refusesAVersionThatOnlyJavaHas() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chart.oci(URL).at(Version.of("1.4.0")).autoUpdate("1.x", HOURS))
        .withMessage(
            "a chart with autoUpdate must have its version in versions.yaml, got '1.4.0' for 'oci://ghcr.io/acme/charts/web'; write at(versions.chart(…))");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Chart.oci(URL).range("1.x").autoUpdate("1.x", HOURS));
  }

  @Test
  void refusesMalformedRangesIntervalsNamesAndVersions() {
    OciChart chart = Chart.oci(URL).at(VERSIONS.chart("web"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> chart.autoUpdate("newest", HOURS))
        .withMessage(
            "a range of chart versions must be one such as '1.x' or '>=1.2.0 <2.0.0', got 'newest'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> chart.autoUpdate("1.x", Duration.ZERO))
        .withMessage("the interval of an update must be whole seconds, at least 1 s, got 'PT0S'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VERSIONS.chart("Web"))
        .withMessage(
            "the name of a version must be an RFC 1123 label (lower-case letters, digits, '-', at most 63 characters), got 'Web'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VERSIONS.chart("web", "1.x"))
        .withMessage(
            "the version of a chart must be one such as '1.20.2', got '1.x'; name a range with range");
  }

  private static String policy(Chart chart) {
    return chart.versionUse().orElseThrow().policy("apps").stream()
        .map(object -> Yaml.write(object.toMap()))
        .collect(Collectors.joining("---\n"));
  }
}
