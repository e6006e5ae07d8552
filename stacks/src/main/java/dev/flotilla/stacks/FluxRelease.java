package dev.flotilla.stacks;

import dev.flotilla.constructs.flux.Distribution;
import dev.flotilla.constructs.flux.GitRef;
import dev.flotilla.constructs.flux.OciUrl;
import dev.flotilla.constructs.flux.OperatorChart;
import dev.flotilla.constructs.flux.Verification;

/**
 * The versions of Flux and of the Flux Operator that a fleet runs, from their publishers.
 *
 * @param flux a Flux version or range, for example {@code 2.x}
 * @param operator the exact version of the operator's chart, for example {@code 0.58.1}
 */
public record FluxRelease(String flux, String operator) {
  /** The registry of the controllers' images. */
  static final String IMAGES = "ghcr.io/fluxcd";

  /** The operator's publisher: its charts, its image and its manifests. */
  static final OciUrl PUBLISHER = new OciUrl("oci://ghcr.io/controlplaneio-fluxcd");

  /** The registry folder with the operator's chart, and who signs it there. */
  static final OciUrl CHARTS = PUBLISHER.child("charts");

  static final Verification CHARTS_VERIFICATION =
      Verification.gitHubActions(
          "controlplaneio-fluxcd/charts", "release.yml", GitRef.semverTags());

  public FluxRelease {
    Distribution.embedded(flux, IMAGES);
    OperatorChart.of(CHARTS, operator);
  }
}
