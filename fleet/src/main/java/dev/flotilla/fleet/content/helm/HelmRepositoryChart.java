package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.version.Version;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A chart of a Helm repository.
 *
 * <p>Rejected: a name with others than letters, digits, {@code -}, {@code _} and {@code .}.
 *
 * @param name the chart's name in the repository
 * @param version which of its versions
 */
public record HelmRepositoryChart(HelmRepository repository, String name, ChartVersion version)
    implements Chart {
  private static final Pattern NAME = Pattern.compile("[-._a-zA-Z0-9]+");

  public HelmRepositoryChart {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name of a chart must consist of letters, digits, '-', '_' and '.', got '%s'"
              .formatted(name));
    }
  }

  /** A chart without a version. */
  public static final class Unversioned {
    private final HelmRepository repository;
    private final String name;

    Unversioned(HelmRepository repository, String name) {
      this.repository = repository;
      this.name = name;
    }

    /** Returns the chart in one version, whether its index writes a {@code v} before it or not. */
    public HelmRepositoryChart at(Version version) {
      return new HelmRepositoryChart(repository, name, ChartVersion.exact(version));
    }

    /** Returns the chart in the newest version of a range such as {@code 1.x}. */
    public HelmRepositoryChart range(String range) {
      return new HelmRepositoryChart(repository, name, ChartVersion.range(range));
    }
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
