package dev.flotilla.main.review.bundle;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An artifact that was reviewed.
 *
 * @param url where it is published
 * @param file its layer, in the bundle
 * @param clusters those for which the review shows what changes
 * @param channels the manifests, by their digests, with which it was compared by the tags of their
 *     channels; an empty text for a channel that had none
 */
public record BundledArtifact(
    String url, String file, List<String> clusters, SortedMap<String, String> channels) {
  public BundledArtifact {
    clusters = clusters.stream().sorted().toList();
    channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
  }
}
