package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.source.OciUrl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Helm chart, from where and in which version. */
public sealed interface Chart permits OciChart, HelmRepositoryChart {
  /** Returns a chart of an OCI registry, to which its version is added. */
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
   * @param interval how often the registry is asked for new ones
   */
  Chart autoUpdate(String range, Duration interval);

  /** Returns what it has in {@code versions.yaml}, if its version is there. */
  Optional<VersionUse> versionUse();

  /** Returns the sources that it needs beside the release. */
  List<KubernetesObject> sources(String release);

  /** Returns the field of a release's spec that names it. */
  Map<String, Object> reference(String release);
}
