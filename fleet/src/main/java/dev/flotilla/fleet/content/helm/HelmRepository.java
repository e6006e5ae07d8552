package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.internal.NamedObject;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.SourceUrl;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A chart repository; all releases of the content share one HelmRepository for it. A chart in an
 * OCI registry needs none: use {@link Chart#oci}.
 *
 * <p>Rejected: a name that is not an RFC 1123 label, a malformed URL or one with a password.
 *
 * @param name the name of the HelmRepository
 * @param url its address, {@code https://}, {@code http://} or {@code oci://}
 * @param interval how often its index is read
 * @param pullSecret the Secret that index and charts are pulled with; empty means without one
 * @see <a href="https://fluxcd.io/flux/components/source/helmrepositories/">HelmRepository</a>
 */
@RecordBuilder
public record HelmRepository(
    String name, String url, Duration interval, Optional<String> pullSecret) {
  private static final Pattern SCHEMES = Pattern.compile("https|http");
  private static final String OCI = "oci://";

  public HelmRepository {
    Rfc1123.label("the name of a Helm repository", name);
    if (url.startsWith(OCI)) {
      new OciUrl(url);
    } else {
      SourceUrl.parse("the URL of a Helm repository", url, SCHEMES);
    }
    Durations.check("the interval of a Helm repository", interval);
    pullSecret.ifPresent(
        secret -> Rfc1123.subdomain("the pull Secret of a Helm repository", secret));
  }

  /** Returns a repository that is read every hour. */
  public static HelmRepository of(String name, String url) {
    return new HelmRepository(name, url, Duration.ofHours(1), Optional.empty());
  }

  /** Returns this repository, whose index is read at this interval. */
  public HelmRepository withInterval(Duration value) {
    return HelmRepositoryFields.from(this).interval(value).build();
  }

  /** Returns this repository, pulled from with a Secret in the namespace of the release. */
  public HelmRepository withPullSecret(String name) {
    return HelmRepositoryFields.from(this).pullSecret(Optional.of(name)).build();
  }

  /** Returns a chart of this repository; choose its version next. */
  public HelmRepositoryChart.Unversioned chart(String chart) {
    return new HelmRepositoryChart.Unversioned(this, chart);
  }

  boolean isOci() {
    return url.startsWith(OCI);
  }

  KubernetesObject toObject() {
    Map<String, Object> spec = Ordered.map("interval", Durations.format(interval), "url", url);
    if (isOci()) {
      spec.put("type", "oci");
      if (new OciUrl(url).isLoopback()) {
        spec.put("insecure", true);
      }
    }
    pullSecret.ifPresent(secret -> spec.put("secretRef", Ordered.map("name", secret)));
    return NamedObject.source("HelmRepository", name, spec);
  }
}
