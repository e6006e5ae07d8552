package dev.flotilla.fleet.content.helm;

import dev.flotilla.fleet.content.internal.VersionSyntax;
import dev.flotilla.fleet.content.update.AutoUpdate;
import dev.flotilla.fleet.content.update.PinnedVersion;
import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.fleet.source.OciDigest;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.version.Version;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The version of a chart.
 *
 * @param kind how the version is chosen
 * @param pin its name in {@code versions.yaml}; empty means that Java has it
 */
record ChartVersion(Kind kind, String value, Optional<PinnedVersion> pin) {
  /** How a version is chosen. */
  enum Kind {
    EXACT,
    RANGE,
    DIGEST
  }

  /** A tag has {@code _} where a version has {@code +}. */
  private static final Pattern TAG =
      Pattern.compile("v?[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(_[0-9A-Za-z.-]+)?");

  static ChartVersion exact(Version version) {
    return new ChartVersion(Kind.EXACT, version.toString(), Optional.empty());
  }

  static ChartVersion tag(OciTag tag) {
    if (!TAG.matcher(tag.value()).matches()) {
      throw new IllegalArgumentException(
          "the tag of a chart must be that of one version, such as 'v1.20.2', got '%s'; name a range with range"
              .formatted(tag));
    }
    return new ChartVersion(Kind.EXACT, tag.value(), Optional.empty());
  }

  /** One that is missing is reported with the content; nothing is written then. */
  static ChartVersion pinned(PinnedVersion pin) {
    return new ChartVersion(Kind.EXACT, pin.value().orElse(""), Optional.of(pin));
  }

  static ChartVersion range(String value) {
    VersionSyntax.requireRange(value);
    return new ChartVersion(Kind.RANGE, value, Optional.empty());
  }

  static ChartVersion digest(String value) {
    OciDigest.check("the digest of a chart", value);
    return new ChartVersion(Kind.DIGEST, value, Optional.empty());
  }

  /**
   * Refuses to raise what only a change of Java can raise.
   *
   * @param chart where the chart comes from
   */
  void requirePin(String chart) {
    if (pin.isEmpty()) {
      throw new IllegalArgumentException(
          "a chart with autoUpdate must have its version in versions.yaml, got '%s' for '%s'; write at(versions.chart(…))"
              .formatted(value, chart));
    }
  }

  Optional<VersionUse> use(String chart, Optional<String> pullSecret, Optional<AutoUpdate> update) {
    return pin.map(version -> new VersionUse(version, chart, pullSecret, update));
  }

  /** Returns the {@code spec.ref} of an OCIRepository; in a tag {@code _} stands for a plus. */
  Map<String, Object> toReference() {
    return switch (kind) {
      case EXACT -> Ordered.map("tag", value.replace('+', '_'));
      case RANGE -> Ordered.map("semver", value);
      case DIGEST -> Ordered.map("digest", value);
    };
  }
}
