package dev.flotilla.fleet.content.update;

import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chart whose version is in {@code versions.yaml}.
 *
 * @param chart where it comes from
 * @param pullSecret the Secret that its registry is scanned with; empty means without one
 * @param update which versions come by themselves; empty means none
 */
public record VersionUse(
    PinnedVersion version, String chart, Optional<String> pullSecret, Optional<AutoUpdate> update) {
  private static final String API_VERSION = "image.toolkit.fluxcd.io/v1";

  /**
   * Returns what looks for newer versions, both objects named as the version is; none if no version
   * comes by itself.
   *
   * @param namespace that of the update automation
   * @see <a href="https://fluxcd.io/flux/components/image/imagepolicies/">ImagePolicy</a>
   */
  public List<KubernetesObject> policy(String namespace) {
    return update
        .map(value -> List.of(repository(namespace, value), policy(namespace, value)))
        .orElse(List.of());
  }

  private KubernetesObject repository(String namespace, AutoUpdate value) {
    OciUrl url = new OciUrl(chart);
    Map<String, Object> spec =
        Ordered.map(
            "image", url.host() + url.path(), "interval", Durations.format(value.interval()));
    pullSecret.ifPresent(secret -> spec.put("secretRef", Ordered.map("name", secret)));
    if (url.isLoopback()) {
      spec.put("insecure", true);
    }
    return object("ImageRepository", namespace, spec);
  }

  private KubernetesObject policy(String namespace, AutoUpdate value) {
    return object(
        "ImagePolicy",
        namespace,
        Ordered.map(
            "imageRepositoryRef", Ordered.map("name", version.name()),
            "policy", Ordered.map("semver", Ordered.map("range", value.range()))));
  }

  private KubernetesObject object(String kind, String namespace, Map<String, Object> spec) {
    return KubernetesObject.of(
        API_VERSION, kind, namespace, version.name(), Ordered.map("spec", spec));
  }
}
