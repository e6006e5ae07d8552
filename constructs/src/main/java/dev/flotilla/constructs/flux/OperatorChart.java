package dev.flotilla.constructs.flux;

import dev.flotilla.constructs.kubernetes.Ordered;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Flux Operator's Helm chart, pinned.
 *
 * @param repository the registry folder that holds the chart {@code flux-operator}
 * @param version the exact chart version; a range or {@code latest} is rejected, because two
 *     applies of one commit must install one operator
 * @param image the image repository to run instead of the chart's own, without tag
 * @param reportingInterval how often the operator refreshes the FluxReport; empty means the chart's
 *     five minutes
 */
public record OperatorChart(
    OciUrl repository,
    String version,
    Optional<String> image,
    Optional<Duration> reportingInterval) {
  static final String NAME = "flux-operator";

  private static final Pattern VERSION =
      Pattern.compile("[0-9]+\\.[0-9]+\\.[0-9]+(-[-0-9A-Za-z.]+)?");

  public OperatorChart {
    if (!VERSION.matcher(version).matches()) {
      throw new IllegalArgumentException(
          "the version of the Flux Operator chart must be exact, such as '0.58.1', got '"
              + version
              + "'");
    }
    reportingInterval.ifPresent(OperatorChart::requireWholeSeconds);
  }

  private static void requireWholeSeconds(Duration interval) {
    if (interval.toSeconds() < 1 || interval.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "the reporting interval must be whole seconds, at least 1 s, got '" + interval + "'");
    }
  }

  /** Returns the chart with its own image and reporting interval. */
  public static OperatorChart of(OciUrl repository, String version) {
    return new OperatorChart(repository, version, Optional.empty(), Optional.empty());
  }

  /** Returns this chart with another reporting interval. */
  public OperatorChart withReportingInterval(Duration interval) {
    return new OperatorChart(repository, version, image, Optional.of(interval));
  }

  /** Returns this chart from another registry, with the operator's image from there too. */
  public OperatorChart withRegistry(OciUrl newRepository, String newImage) {
    return new OperatorChart(newRepository, version, Optional.of(newImage), reportingInterval);
  }

  /**
   * Returns the chart's values. Lockdown of the operator follows that of the instance: with only
   * one of the two, whoever may create a ResourceSet in a namespace is cluster-admin.
   */
  Map<String, Object> values(InstanceCluster cluster) {
    Map<String, Object> values = Ordered.map();
    if (cluster.isMultitenant()) {
      values.put("multitenancy", Ordered.map("enabled", true, "defaultServiceAccount", NAME));
    }
    reportingInterval.ifPresent(
        interval -> values.put("reporting", Ordered.map("interval", interval.toSeconds() + "s")));
    image.ifPresent(repository -> values.put("image", Ordered.map("repository", repository)));
    return values;
  }
}
