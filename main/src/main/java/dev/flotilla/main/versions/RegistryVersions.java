package dev.flotilla.main.versions;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.resolve.ChannelArtifact;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.PublishedVersions;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.Failure;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a registry says of one artifact.
 *
 * @param channels what each channel is at, by its tag, if that is signed
 * @param notPromoted the newest version that is newer than a channel's, by its tag
 * @param running what clusters run, by digest
 * @param message why nothing is known, or empty
 */
record RegistryVersions(
    SortedMap<String, ArtifactManifest> channels,
    SortedMap<String, ArtifactManifest> notPromoted,
    SortedMap<String, ArtifactManifest> running,
    String message) {
  /**
   * Asks the registry.
   *
   * @param artifacts the artifact as the clusters of each channel take it
   * @param digests what clusters run of it
   * @param life is run at each answer
   */
  static RegistryVersions ask(
      Invocation invocation,
      Map<Channel, ChannelArtifact> artifacts,
      Set<String> digests,
      Runnable life) {
    SortedMap<String, ArtifactManifest> channels = new TreeMap<>();
    SortedMap<String, ArtifactManifest> notPromoted = new TreeMap<>();
    SortedMap<String, ArtifactManifest> running = new TreeMap<>();
    try {
      for (Map.Entry<Channel, ChannelArtifact> entry : artifacts.entrySet()) {
        Channel channel = entry.getKey();
        String tag = channel.tag().value();
        PublishedVersions versions =
            new PublishedVersions(
                entry.getValue(),
                invocation.environment(),
                invocation.folder(),
                invocation.report().secrets());
        Optional<ArtifactManifest> current = versions.signedAt(tag);
        current.ifPresent(manifest -> channels.put(tag, manifest));
        current
            .flatMap(manifest -> versions.newer(manifest, channel))
            .ifPresent(manifest -> notPromoted.put(tag, manifest));
        life.run();
        for (String digest : digests) {
          if (!running.containsKey(digest)) {
            versions.of(digest).ifPresent(manifest -> running.put(digest, manifest));
            life.run();
          }
        }
      }
      return new RegistryVersions(channels, notPromoted, running, "");
    } catch (Failure failure) {
      return unknown(failure);
    }
  }

  /** Returns that nothing is known, and why. */
  static RegistryVersions unknown(Failure failure) {
    return new RegistryVersions(
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        Collections.emptySortedMap(),
        String.join("; ", failure.messages()));
  }
}
