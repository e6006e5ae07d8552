package dev.flotilla.main.review.content;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.publish.content.Layer;
import java.util.List;
import java.util.SortedMap;

/** Gets each component or tenant that was compared. */
@FunctionalInterface
public interface ReviewedContent {
  /**
   * Takes one.
   *
   * @param layer what its folder has
   * @param clusters those of which the review shows what changes
   * @param channels the digests with which it was compared, by the tags of their channels; an empty
   *     text for a channel that had none
   */
  void add(
      ChannelArtifact artifact,
      Layer layer,
      List<String> clusters,
      SortedMap<String, String> channels);
}
