package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.source.OciUrl;
import java.util.List;
import java.util.Map;

/** A Helm chart, from where and in which version. */
public sealed interface Chart permits OciChart, HelmRepositoryChart {
  /** Returns a chart of an OCI registry, to which its version is added. */
  static OciChart.Unversioned oci(OciUrl url) {
    return new OciChart.Unversioned(url);
  }

  /** Returns the sources that it needs beside the release. */
  List<KubernetesObject> sources(String release);

  /** Returns the field of a release's spec that names it. */
  Map<String, Object> reference(String release);
}
