package dev.flotilla.fleet.descriptor;

import dev.flotilla.fleet.resolve.ChannelArtifact;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The artifact of a component or tenant.
 *
 * @param channels the artifact as the clusters of each channel take it, by the channel's tag; only
 *     the signers differ
 * @param consumers how clusters apply it
 */
public record DescribedArtifact(
    SortedMap<String, ChannelArtifact> channels, List<ArtifactConsumer> consumers) {
  public DescribedArtifact {
    channels = Collections.unmodifiableSortedMap(new TreeMap<>(channels));
    consumers = List.copyOf(consumers);
  }

  /** Returns the artifact on any channel. */
  public ChannelArtifact any() {
    return channels.get(channels.firstKey());
  }
}
