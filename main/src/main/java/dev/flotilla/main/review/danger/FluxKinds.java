package dev.flotilla.main.review.danger;

import dev.flotilla.main.review.change.ObjectKey;

/** The kinds of Flux and of the Flux Operator. */
final class FluxKinds {
  private static final String SOURCES = "source.toolkit.fluxcd.io";

  private FluxKinds() {}

  static boolean isFlux(ObjectKey key) {
    return key.group().endsWith(".toolkit.fluxcd.io") || key.group().equals(Pruning.OPERATOR);
  }

  static boolean isSource(ObjectKey key) {
    return key.group().equals(SOURCES);
  }

  /** Returns whether such a source can demand the signature of all that it fetches. */
  static boolean isVerifiable(ObjectKey key) {
    return key.is(SOURCES, "OCIRepository") || key.is(SOURCES, "GitRepository");
  }
}
