package dev.flotilla.main.workflow;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciUrl;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An artifact, and the channels that one signer publishes it to.
 *
 * @param component the component or tenant that it is; empty means the fleet
 * @param tagPrefix what stands before the version in the Git tags of its releases
 * @param branches whose builds are published, if any, and the channels that these go to
 * @param releases the channels that its releases go to
 */
record PublishedChannels(
    OciUrl url,
    Optional<String> component,
    String tagPrefix,
    SortedMap<String, String> branches,
    SortedSet<String> releases) {
  PublishedChannels {
    branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
    releases = Collections.unmodifiableSortedSet(new TreeSet<>(releases));
  }

  /** Returns what a signer at {@code ref} publishes. */
  static PublishedChannels of(FollowedArtifact followed, GitRef ref) {
    String channel = followed.channel().tag().value();
    SortedMap<String, String> branches = new TreeMap<>();
    ref.branches().forEach(branch -> branches.put(branch, channel));
    SortedSet<String> releases = new TreeSet<>();
    if (followed.channel().isReleased()) {
      releases.add(channel);
    }
    return new PublishedChannels(
        followed.artifact().url(),
        followed.component(),
        followed.artifact().tagPrefix(),
        branches,
        releases);
  }

  /** Returns this artifact on the channels of both. */
  PublishedChannels and(PublishedChannels other) {
    SortedMap<String, String> allBranches = new TreeMap<>(branches);
    allBranches.putAll(other.branches);
    SortedSet<String> allReleases = new TreeSet<>(releases);
    allReleases.addAll(other.releases);
    return new PublishedChannels(url, component, tagPrefix, allBranches, allReleases);
  }

  /** Returns the option for the channel of a branch. */
  static String ofBranch(String channel) {
    return option(channel, Channel.LATEST);
  }

  /** Returns the option for the channel of releases; of several, users promote to the others. */
  String ofRelease() {
    return releases.isEmpty() || releases.contains(Channel.LATEST_STABLE.tag().value())
        ? ""
        : option(releases.first(), Channel.LATEST_STABLE);
  }

  private static String option(String channel, Channel usual) {
    return channel.equals(usual.tag().value()) ? "" : " --channel " + channel;
  }

  /** Returns the options that say what {@code publish} packs. */
  String ofArtifact() {
    return component.map(name -> " --component 'components/" + name + "'").orElse("");
  }
}
