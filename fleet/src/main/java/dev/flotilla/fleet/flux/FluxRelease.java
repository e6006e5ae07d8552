package dev.flotilla.fleet.flux;

import dev.flotilla.fleet.registry.Mirror;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.source.OciUrl;
import dev.flotilla.fleet.source.Verification;
import dev.flotilla.fleet.version.Version;

/** The Flux and the Flux Operator that a fleet runs, and where they come from. */
public record FluxRelease(Distribution distribution, OperatorChart operator) {
  /** The operator's publisher: its charts, its image and its manifests. */
  static final OciUrl PUBLISHER = new OciUrl("oci://ghcr.io/controlplaneio-fluxcd");

  /** The registry folder with the operator's chart, and who signs it there. */
  public static final OciUrl CHARTS = PUBLISHER.child("charts");

  public static final Verification CHARTS_VERIFICATION =
      Verification.gitHubActions(
          "controlplaneio-fluxcd/charts", "release.yml", GitRef.semverTags());

  private static final String IMAGES = "ghcr.io/fluxcd";

  /**
   * Upstream's Flux and operator, from their publishers; Flux's manifests are the latest ones.
   *
   * @param flux a Flux version or range, for example {@code 2.x}
   * @param operator the exact version of the operator's chart, for example {@code 0.59.0}
   */
  public FluxRelease(String flux, String operator) {
    this(
        Distribution.of(flux, IMAGES)
            .withArtifact(PUBLISHER.child("flux-operator-manifests"), new OciTag("latest")),
        OperatorChart.of(CHARTS, exact(operator)));
  }

  private static Version exact(String operator) {
    return Version.parse(operator)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the version of the Flux Operator chart must be exact, such as '0.59.0', got '%s'"
                        .formatted(operator)));
  }

  /** Returns this release as it is reached, with its images, manifests and chart. */
  public FluxRelease through(Mirror mirror) {
    return new FluxRelease(mirrored(mirror), mirroredChart(mirror));
  }

  private Distribution mirrored(Mirror mirror) {
    return new Distribution(
        distribution.version(),
        mirror.apply(distribution.registry()),
        distribution.artifact().map(artifact -> mirrored(mirror, artifact)),
        distribution.variant(),
        distribution.imageCredential().map(mirror::apply),
        distribution.artifactCredential().map(mirror::apply));
  }

  private static Distribution.Manifests mirrored(Mirror mirror, Distribution.Manifests artifact) {
    return new Distribution.Manifests(mirror.apply(artifact.repository()), artifact.tag());
  }

  private OperatorChart mirroredChart(Mirror mirror) {
    OciUrl image = operator.image().orElse(PUBLISHER.child(OperatorChart.NAME));
    OciUrl reached = mirror.apply(image);
    OperatorChart moved = operator.withRepository(mirror.apply(operator.repository()));
    return reached.equals(image) ? moved : moved.withImage(reached);
  }

  /**
   * Returns this release, whose manifests of Flux are those that the operator's image carries, so
   * that they change with the operator's version alone.
   */
  public FluxRelease withEmbeddedManifests() {
    return withDistribution(distribution.withoutArtifact());
  }

  /** Returns this release with another distribution of Flux. */
  public FluxRelease withDistribution(Distribution newDistribution) {
    return new FluxRelease(newDistribution, operator);
  }

  /** Returns this release with another chart of the operator. */
  public FluxRelease withOperator(OperatorChart newOperator) {
    return new FluxRelease(distribution, newOperator);
  }
}
