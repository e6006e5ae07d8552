package dev.flotilla.fleet.object;

import java.util.SortedMap;
import java.util.TreeMap;

/** What Flux watches: when it changes, whoever reads it is reconciled at once. */
public final class WatchLabel {
  private WatchLabel() {}

  /** Returns the label in a map of its own, to which more can be added. */
  public static SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("reconcile.fluxcd.io/watch", "Enabled");
    return labels;
  }
}
