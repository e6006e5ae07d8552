package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.source.OciUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Helm chart: its source and its version. */
public sealed interface Chart permits OciChart, HelmRepositoryChart {
  /** Returns a chart in an OCI registry; choose its version next. */
  static OciChart.Unversioned oci(OciUrl url) {
    return new OciChart.Unversioned(url);
  }

  /**
   * Returns this chart, whose version update automation raises in {@code versions.yaml}. Its
   * cluster gets an ImageRepository and an ImagePolicy from the folder {@code update-policies} of
   * the same Git repository; no other cluster does.
   *
   * <p>Rejected: a chart whose version is not in {@code versions.yaml}, and one of a Helm
   * repository without {@code oci://}, which Flux cannot scan.
   *
   * @param range the versions that may come, such as {@code 1.x}
   * @param interval how often Flux looks for new ones in the registry
   */
  Chart autoUpdate(String range, Duration interval);

  /** Returns what it has in {@code versions.yaml}, if its version is there. */
  Optional<VersionUse> versionUse();

  /** Returns the Flux sources that a release of this chart needs. */
  List<KubernetesObject> sources(String release);

  /** Returns the field of a HelmRelease's spec that refers to the chart. */
  Map<String, Object> reference(String release);
}
