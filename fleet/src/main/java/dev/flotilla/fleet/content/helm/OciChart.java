package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.internal.NamedObject;
import dev.flotilla.fleet.content.update.AutoUpdate;
import dev.flotilla.fleet.content.update.PinnedVersion;
import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.Durations;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chart in an OCI registry: an OCIRepository {@code <release>-chart}, which takes only the layer
 * with the chart.
 *
 * <p>In the chart's templates {@code .Chart.Version} then has the digest after a plus, {@code
 * 1.0.0+d7563e6e7288}, which a label cannot have.
 *
 * @param url the repository of the chart
 * @param version the chart's version
 * @param interval how often the registry is checked
 * @param pullSecret the Secret that it is pulled with; empty means without one
 * @param verification whose signature the chart must carry
 * @param update which versions come by themselves; empty means none
 * @see <a href="https://fluxcd.io/flux/components/source/ocirepositories/">OCIRepository</a>
 */
@RecordBuilder
public record OciChart(
    OciUrl url,
    ChartVersion version,
    Duration interval,
    Optional<String> pullSecret,
    Verification verification,
    Optional<AutoUpdate> update)
    implements Chart {
  private static final String LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";

  public OciChart {
    Durations.check("the interval of a chart", interval);
    pullSecret.ifPresent(secret -> Rfc1123.subdomain("the pull Secret of a chart", secret));
  }

  /** A chart whose version is still to be chosen. */
  public static final class Unversioned {
    private final OciUrl url;

    Unversioned(OciUrl url) {
      this.url = url;
    }

    /** Returns the chart in one version, which is its tag too. */
    public OciChart at(Version version) {
      return of(ChartVersion.exact(version));
    }

    /**
     * Returns the chart in one version whose tag is written differently: {@code v1.20.2}, or {@code
     * 1.20.2_build.1} for {@code 1.20.2+build.1}.
     *
     * <p>Rejected: a tag that moves, such as {@code latest}.
     */
    public OciChart tag(OciTag tag) {
      return of(ChartVersion.tag(tag));
    }

    /** Returns the chart in a version of {@code versions.yaml}. */
    public OciChart at(PinnedVersion version) {
      return of(ChartVersion.pinned(version));
    }

    /** Returns the chart in the newest version of a range such as {@code 1.x}. */
    public OciChart range(String range) {
      return of(ChartVersion.range(range));
    }

    /** Returns the chart with this digest, {@code sha256:…}. */
    public OciChart digest(String digest) {
      return of(ChartVersion.digest(digest));
    }

    private OciChart of(ChartVersion version) {
      return new OciChart(
          url,
          version,
          Duration.ofHours(1),
          Optional.empty(),
          Verification.none(),
          Optional.empty());
    }
  }

  /** Returns this chart, for which the registry is checked at this interval. */
  public OciChart withInterval(Duration value) {
    return OciChartFields.from(this).interval(value).build();
  }

  /** Returns this chart, pulled with a Secret in the namespace of the release. */
  public OciChart withPullSecret(String name) {
    return OciChartFields.from(this).pullSecret(Optional.of(name)).build();
  }

  /** Returns this chart, which must carry such a signature. */
  public OciChart verified(Verification value) {
    return OciChartFields.from(this).verification(value).build();
  }

  @Override
  public OciChart autoUpdate(String range, Duration interval) {
    version.requirePin(url.value());
    return OciChartFields.from(this).update(Optional.of(new AutoUpdate(range, interval))).build();
  }

  @Override
  public Optional<VersionUse> versionUse() {
    return version.use(url.value(), pullSecret, update);
  }

  @Override
  public List<KubernetesObject> sources(String release) {
    List<KubernetesObject> sources = new ArrayList<>();
    if (verification instanceof Verification.PublicKey key) {
      sources.add(NamedObject.of("v1", "Secret", keyName(release), key.secretBody()));
    }
    sources.add(NamedObject.source("OCIRepository", name(release), spec(release)));
    return sources;
  }

  private Map<String, Object> spec(String release) {
    Map<String, Object> spec =
        Ordered.map(
            "interval", Durations.format(interval),
            "url", url.value(),
            "ref", version.toReference(),
            "layerSelector", Ordered.map("mediaType", LAYER, "operation", "copy"));
    pullSecret.ifPresent(secret -> spec.put("secretRef", Ordered.map("name", secret)));
    verification.toSpec().ifPresent(verify -> spec.put("verify", own(release, verify)));
    if (url.isLoopback()) {
      spec.put("insecure", true);
    }
    return spec;
  }

  /** The usual name is taken, in the same namespace, by the key of the content's own artifact. */
  private Map<String, Object> own(String release, Map<String, Object> verify) {
    return verification instanceof Verification.PublicKey
        ? Ordered.map("provider", "cosign", "secretRef", Ordered.map("name", keyName(release)))
        : verify;
  }

  private static String keyName(String release) {
    return name(release) + "-key";
  }

  private static String name(String release) {
    return release + "-chart";
  }

  @Override
  public Map<String, Object> reference(String release) {
    return Ordered.map("chartRef", Ordered.map("kind", "OCIRepository", "name", name(release)));
  }
}
