package dev.flotilla.main.review.bundle;

import java.util.List;

/**
 * An artifact that was reviewed.
 *
 * @param url where it is published
 * @param file its layer, in the bundle
 * @param clusters those for which the review shows what changes
 */
public record BundledArtifact(String url, String file, List<String> clusters) {
  public BundledArtifact {
    clusters = clusters.stream().sorted().toList();
  }
}
