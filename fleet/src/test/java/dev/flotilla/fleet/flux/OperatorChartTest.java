package dev.flotilla.fleet.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorChartTest {
  private static final InstanceCluster MULTITENANT =
      InstanceCluster.multitenant(InstanceCluster.Size.MEDIUM);
  private static final InstanceCluster OPEN = MULTITENANT.withoutMultitenancy();
  private static final OciUrl CHARTS = new OciUrl("oci://ghcr.io/acme/charts");
  private static final OperatorChart CHART = OperatorChart.of(CHARTS, Version.of("0.59.0"));

  @Test
  void chartHasNoValuesForAnInstanceWithoutLockdown() {
    assertThat(values(CHART, OPEN)).isEmpty();
  }

  @Test
  void locksTheOperatorDownWithTheInstance() {
    assertThat(values(CHART, MULTITENANT))
        .isEqualTo(
            Map.of(
                "multitenancy", Map.of("enabled", true, "defaultServiceAccount", "flux-operator")));
  }

  @Test
  void locksTheOperatorsWorkloadIdentityDownWithTheInstance() {
    Multitenancy lockdown =
        new Multitenancy("flux", Optional.empty(), Optional.empty(), "flux-operator", true);

    assertThat(values(CHART, MULTITENANT.withMultitenancy(lockdown)))
        .containsEntry(
            "multitenancy",
            Map.of(
                "enabled",
                true,
                "defaultServiceAccount",
                "flux-operator",
                "enabledForWorkloadIdentity",
                true,
                "defaultWorkloadIdentityServiceAccount",
                "flux-operator"));
  }

  @Test
  void runsResourceSetsAsTheServiceAccountOfTheLockdown() {
    Multitenancy lockdown = Multitenancy.of("flux").withOperatorServiceAccount("default");

    assertThat(values(CHART, MULTITENANT.withMultitenancy(lockdown)))
        .isEqualTo(
            Map.of("multitenancy", Map.of("enabled", true, "defaultServiceAccount", "default")));
  }

  @ParameterizedTest
  @CsvSource({"PT45S, 45s", "PT1M30S, 90s", "PT10M, 10m", "PT2H, 2h", "P1D, 24h"})
  void chartSetsTheReportingInterval(Duration interval, String written) {
    assertThat(values(CHART.withReportingInterval(interval), OPEN))
        .isEqualTo(Map.of("reporting", Map.of("interval", written)));
  }

  @Test
  void takesChartAndImageFromAnotherRegistry() {
    OperatorChart mirrored =
        CHART
            .withRepository(new OciUrl("oci://mirror:5000/charts"))
            .withImage(new OciUrl("oci://mirror:5000/flux-operator"));

    assertThat(mirrored.repository()).isEqualTo(new OciUrl("oci://mirror:5000/charts"));
    assertThat(values(mirrored, OPEN))
        .isEqualTo(Map.of("image", Map.of("repository", "mirror:5000/flux-operator")));
  }

  @Test
  void putsMetadataOnTheChartsObjects() {
    ObjectMetadata metadata =
        ObjectMetadata.NONE.withLabel("team", "web").withAnnotation("owner", "me");

    assertThat(CHART.values(OPEN, metadata))
        .isEqualTo(
            Map.of(
                "commonLabels", Map.of("team", "web"), "commonAnnotations", Map.of("owner", "me")));
  }

  @Test
  void chartTakesOtherValues() {
    OperatorChart chart = CHART.withValues(Map.of("replicas", 2, "logLevel", "debug"));

    assertThat(values(chart, OPEN).keySet()).containsExactly("logLevel", "replicas");
  }

  @ParameterizedTest
  @CsvSource({
    "multitenancy, InstanceCluster.withMultitenancy",
    "reporting, OperatorChart.withReportingInterval",
    "image, OperatorChart.withImage",
    "commonLabels, FluxSettings.Builder.metadata",
    "commonAnnotations, FluxSettings.Builder.metadata",
  })
  void refusesUntypedValuesThatHaveAType(String key, String typed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHART.withValues(Map.of(key, List.of())))
        .withMessage(
            "the chart's value '" + key + "' must not be set with withValues; use " + typed);
  }

  @Test
  void acceptsExactPreRelease() {
    assertThat(OperatorChart.of(CHARTS, Version.of("0.59.0-rc.1")).version())
        .hasToString("0.59.0-rc.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.5S", "PT1.5S", "PT-1S"})
  void refusesIntervalThatIsNotWholeSeconds(Duration interval) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHART.withReportingInterval(interval))
        .withMessage(
            "the reporting interval must be whole seconds, at least 1 s, got '" + interval + "'");
  }

  private static Map<String, Object> values(OperatorChart chart, InstanceCluster cluster) {
    return chart.values(cluster, ObjectMetadata.NONE);
  }
}
