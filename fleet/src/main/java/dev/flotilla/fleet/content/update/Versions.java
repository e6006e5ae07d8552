package dev.flotilla.fleet.content.update;

import dev.flotilla.fleet.content.internal.VersionSyntax;
import dev.flotilla.fleet.kubernetes.Ordered;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The versions in {@code components/versions.yaml}. They are raised there, by people and by update
 * automation; Java says which of them a chart has, and is never edited for a new one.
 *
 * <pre>{@code
 * Chart.oci(url).at(versions.chart("web", "1.0.0")).autoUpdate("1.x", Duration.ofHours(6))
 * }</pre>
 *
 * @param byName from name to version
 */
public record Versions(SortedMap<String, String> byName) {
  /** No versions. */
  public static final Versions NONE = new Versions(Ordered.NONE);

  public Versions {
    byName = Collections.unmodifiableSortedMap(new TreeMap<>(byName));
  }

  /** Returns the version of a name that the file has; one that it does not have is a problem. */
  public PinnedVersion chart(String name) {
    return new PinnedVersion(name, Optional.ofNullable(byName.get(name)));
  }

  /**
   * Returns the version of a name. If the file has none, it is {@code first}, with which a line is
   * added to the file when the content is written; from then on {@code first} has no effect.
   */
  public PinnedVersion chart(String name, String first) {
    VersionSyntax.requireExact(first);
    return new PinnedVersion(name, Optional.of(byName.getOrDefault(name, first)));
  }
}
