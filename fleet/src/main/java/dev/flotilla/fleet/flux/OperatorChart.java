package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.ObjectMetadata;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Flux Operator's Helm chart, pinned.
 *
 * <p>A vendored folder is rejected at synth if it is not a folder, has no {@code Chart.yaml}, or is
 * of another version.
 *
 * @param repository the registry folder that holds the chart {@code flux-operator}
 * @param version the exact chart version; a range or {@code latest} is rejected, because two
 *     applies of one commit must install one operator
 * @param folder the chart itself, unpacked; empty means that every plan pulls it
 * @param image the repository of the image to run; empty means the chart's own
 * @param reportingInterval how often the operator refreshes the FluxReport; empty means the chart's
 *     five minutes
 * @param egress how the operator reaches what is outside the cluster; a bootstrap sets that of the
 *     instance
 * @param moreValues other values of the chart; those that have a type here are rejected
 * @see <a href="https://fluxoperator.dev/docs/charts/flux-operator/">the chart's values</a>
 */
@RecordBuilder
public record OperatorChart(
    OciUrl repository,
    Version version,
    Optional<Path> folder,
    Optional<OciUrl> image,
    Optional<Duration> reportingInterval,
    Egress egress,
    Map<String, Object> moreValues) {
  /** The name of the chart, of its release and of the operator's service account. */
  public static final String NAME = "flux-operator";

  public OperatorChart {
    reportingInterval.ifPresent(interval -> Durations.check("the reporting interval", interval));
    moreValues = Ordered.copyOfMap(new TreeMap<>(moreValues));
    for (String key : moreValues.keySet()) {
      Optional<String> typed = typed(key);
      if (typed.isPresent()) {
        throw new IllegalArgumentException(
            "the chart's value '" + key + "' must not be set with withValues; use " + typed.get());
      }
    }
  }

  /** Returns the method that sets a value, if this type or the instance has one for it. */
  private static Optional<String> typed(String key) {
    return switch (key) {
      case "multitenancy" -> Optional.of("InstanceCluster.withMultitenancy");
      case "reporting" -> Optional.of("OperatorChart.withReportingInterval");
      case "image" -> Optional.of("OperatorChart.withImage");
      case "commonLabels", "commonAnnotations" -> Optional.of("FluxSettings.Builder.metadata");
      default -> Optional.empty();
    };
  }

  /** Returns the chart as it is pulled, with its own image and reporting interval. */
  public static OperatorChart of(OciUrl repository, Version version) {
    return new OperatorChart(
        repository,
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Egress.DIRECT,
        Ordered.map());
  }

  /**
   * Returns this chart, of the same version, taken from {@code newFolder}: it is copied into the
   * stack, and no plan needs the repository.
   *
   * @param newFolder as {@code helm pull --untar} leaves it; a relative path starts from the
   *     working folder
   */
  public OperatorChart vendored(Path newFolder) {
    return OperatorChartFields.from(this).folder(Optional.of(newFolder)).build();
  }

  /** Returns this chart with another reporting interval. */
  public OperatorChart withReportingInterval(Duration interval) {
    return OperatorChartFields.from(this).reportingInterval(Optional.of(interval)).build();
  }

  /** Returns this chart pulled from another repository. */
  public OperatorChart withRepository(OciUrl newRepository) {
    return OperatorChartFields.from(this).repository(newRepository).build();
  }

  /** Returns this chart with the operator's image from another repository. */
  public OperatorChart withImage(OciUrl newImage) {
    return OperatorChartFields.from(this).image(Optional.of(newImage)).build();
  }

  /** Returns this chart with the egress of its instance. */
  OperatorChart withEgress(Egress newEgress) {
    return OperatorChartFields.from(this).egress(newEgress).build();
  }

  /** Returns this chart with other values beside the typed ones. */
  public OperatorChart withValues(Map<String, Object> newValues) {
    return OperatorChartFields.from(this).moreValues(newValues).build();
  }

  /**
   * Returns the chart's values. Lockdown of the operator follows that of the instance: with only
   * one of the two, whoever can create a ResourceSet in a namespace is cluster-admin.
   */
  public Map<String, Object> values(InstanceCluster cluster, ObjectMetadata metadata) {
    Map<String, Object> values = Ordered.map();
    cluster.multitenancy().ifPresent(lockdown -> values.put("multitenancy", lockdown(lockdown)));
    reportingInterval.ifPresent(
        interval -> values.put("reporting", Ordered.map("interval", Durations.format(interval))));
    image.ifPresent(url -> values.put("image", Ordered.map("repository", url.host() + url.path())));
    if (!metadata.labels().isEmpty()) {
      values.put("commonLabels", metadata.labels());
    }
    if (!metadata.annotations().isEmpty()) {
      values.put("commonAnnotations", metadata.annotations());
    }
    values.putAll(moreValues);
    egress
        .operatorValues(cluster.domain())
        .forEach((key, more) -> values.merge(key, more, (own, added) -> joined(key, own, more)));
    return values;
  }

  private static List<Object> joined(String key, Object own, List<Object> more) {
    if (!(own instanceof Collection<?> list)) {
      throw new IllegalArgumentException(
          "the chart's value '" + key + "' must be a list, got '" + own + "'");
    }
    List<Object> all = new ArrayList<>(list);
    all.addAll(more);
    return all;
  }

  private static Map<String, Object> lockdown(Multitenancy lockdown) {
    Map<String, Object> values =
        Ordered.map("enabled", true, "defaultServiceAccount", lockdown.operatorServiceAccount());
    if (lockdown.usesWorkloadIdentity()) {
      values.put("enabledForWorkloadIdentity", true);
      values.put("defaultWorkloadIdentityServiceAccount", NAME);
    }
    return values;
  }
}
