package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.update.AutoUpdate;
import dev.flotilla.fleet.content.update.PinnedVersion;
import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.version.Version;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A chart in a Helm repository.
 *
 * <p>Rejected: a name with characters other than letters, digits, {@code -}, {@code _} and {@code
 * .}.
 *
 * @param name the chart's name in the repository
 * @param version the chart's version
 * @param update which versions come by themselves; empty means none
 */
@RecordBuilder
public record HelmRepositoryChart(
    HelmRepository repository, String name, ChartVersion version, Optional<AutoUpdate> update)
    implements Chart {
  private static final Pattern NAME = Pattern.compile("[-._a-zA-Z0-9]+");

  public HelmRepositoryChart {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a chart must consist of letters, digits, '-', '_' and '.', got '%s'"
              .formatted(name));
    }
  }

  /** A chart whose version is still to be chosen. */
  public static final class Unversioned {
    private final HelmRepository repository;
    private final String name;

    Unversioned(HelmRepository repository, String name) {
      this.repository = repository;
      this.name = name;
    }

    /** Returns the chart in one version, whether its index writes a {@code v} before it or not. */
    public HelmRepositoryChart at(Version version) {
      return of(ChartVersion.exact(version));
    }

    /** Returns the chart in a version of {@code versions.yaml}. */
    public HelmRepositoryChart at(PinnedVersion version) {
      return of(ChartVersion.pinned(version));
    }

    /** Returns the chart in the newest version of a range such as {@code 1.x}. */
    public HelmRepositoryChart range(String range) {
      return of(ChartVersion.range(range));
    }

    private HelmRepositoryChart of(ChartVersion version) {
      return new HelmRepositoryChart(repository, name, version, Optional.empty());
    }
  }

  @Override
  public HelmRepositoryChart autoUpdate(String range, Duration interval) {
    if (!repository.isOci()) {
      throw new IllegalArgumentException(
          "a chart with autoUpdate must come from an OCI registry, which Flux can scan, got '%s' for chart '%s'; use Chart.oci, or raise its version yourself"
              .formatted(repository.url(), name));
    }
    version.requirePin(new OciUrl(address()).value());
    return HelmRepositoryChartFields.from(this)
        .update(Optional.of(new AutoUpdate(range, interval)))
        .build();
  }

  @Override
  public Optional<VersionUse> versionUse() {
    return version.use(address(), repository.pullSecret(), update);
  }

  private String address() {
    return repository.url() + "/" + name;
  }

  @Override
  public List<KubernetesObject> sources(String release) {
    return List.of(repository.toObject());
  }

  @Override
  public Map<String, Object> reference(String release) {
    return Ordered.map(
        "chart",
        Ordered.map(
            "spec",
            Ordered.map(
                "chart", name,
                "version", version.value(),
                "sourceRef", Ordered.map("kind", "HelmRepository", "name", repository.name()))));
  }
}
