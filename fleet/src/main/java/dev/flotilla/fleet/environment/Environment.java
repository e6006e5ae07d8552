package dev.flotilla.fleet.environment;

import dev.flotilla.fleet.kubernetes.Rfc1123;
import dev.flotilla.fleet.source.GitRef;
import dev.flotilla.fleet.source.OciTag;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A stage of delivery that clusters share.
 *
 * <p>Rejected: names that are not RFC 1123 labels; two rings of one name; rings of a channel that
 * follows a branch, because each push moves it; a ring whose tag would have more than the 128
 * characters that registries take.
 *
 * @param name the environment's name, and the overlay directory in components and apps
 * @param channel the tag, or the branch, that its clusters follow
 * @param signedFrom the Git refs whose workflow signs what it runs
 * @param rings the parts of its clusters that a release reaches one after the other, in that order;
 *     empty means that it reaches all of them at once
 */
@RecordBuilder
public record Environment(String name, Channel channel, GitRef signedFrom, List<RingName> rings) {
  /** Follows the main branch. */
  public static final Environment STAGING =
      new Environment("staging", Channel.LATEST, GitRef.branch("main"));

  /** Follows releases. */
  public static final Environment PRODUCTION =
      new Environment("production", Channel.LATEST_STABLE, GitRef.semverTags());

  /**
   * Returns an environment that follows a branch: components and tenants from Git are at that
   * branch, and artifacts are signed by the workflows that it runs.
   *
   * @param branch for example {@code main} of staging, and {@code production}
   */
  public static Environment ofBranch(String name, String branch) {
    return new Environment(name, Channel.branch(branch), GitRef.branch(branch));
  }

  /** An environment without rings. */
  public Environment(String name, Channel channel, GitRef signedFrom) {
    this(name, channel, signedFrom, List.of());
  }

  public Environment {
    Rfc1123.label("the name of an environment", name);
    rings = List.copyOf(rings);
    checkRings(name, channel, rings);
  }

  private static void checkRings(String name, Channel channel, List<RingName> rings) {
    if (!rings.isEmpty() && !channel.isReleased()) {
      throw new IllegalArgumentException(
          "an environment with rings must follow releases, because each push moves what follows a branch, got channel '%s' of '%s'; give it a channel such as Channel.tag(\"stable\").ofReleases()"
              .formatted(channel.tag(), name));
    }
    Set<RingName> known = new LinkedHashSet<>();
    for (RingName ring : rings) {
      if (!known.add(ring)) {
        throw new IllegalArgumentException(
            "the rings of environment '%s' must have different names, got '%s' twice; rename one"
                .formatted(name, ring));
      }
      int length = ringTag(channel, ring).length();
      if (length > OciTag.MAX_LENGTH) {
        throw new IllegalArgumentException(
            "the tag of a ring, '<channel>-<ring>', must have at most %d characters, got %d of '%s'; give the ring or the channel a shorter name"
                .formatted(OciTag.MAX_LENGTH, length, ringTag(channel, ring)));
      }
    }
  }

  private static String ringTag(Channel channel, RingName ring) {
    return channel.tag() + "-" + ring;
  }

  /**
   * Returns this environment, whose clusters are each in one of these rings: a release reaches the
   * clusters of the first, then those of the second, and so on. The clusters of each ring follow a
   * tag of their own, {@code <channel>-<ring>}; those of the last one follow the channel's.
   *
   * @param names for example {@code "canary", "early", "broad"}
   */
  public Environment withRings(String... names) {
    return EnvironmentFields.from(this).rings(Stream.of(names).map(RingName::new).toList()).build();
  }

  /** Returns whether a release reaches its clusters one ring after the other. */
  public boolean hasSeveralRings() {
    return rings.size() > 1;
  }

  /**
   * Returns the channel that the clusters of a ring follow.
   *
   * <p>Rejected: a ring that it does not have.
   */
  public Channel channel(RingName ring) {
    if (!rings.contains(ring)) {
      throw new IllegalArgumentException(
          "a ring must be one of environment '%s', got '%s'; %s"
              .formatted(
                  name,
                  ring,
                  rings.isEmpty()
                      ? "it has none, add it with Environment.withRings"
                      : "it has: " + ringNames()));
    }
    return ring.equals(rings.get(rings.size() - 1))
        ? channel
        : Channel.tag(ringTag(channel, ring)).ofReleases();
  }

  /** Returns the names of its rings for a message. */
  public String ringNames() {
    return rings.stream().map(RingName::value).collect(Collectors.joining(", "));
  }

  /** Returns what its clusters follow: the channel of each ring, in their order, or its own. */
  public List<Channel> channels() {
    return rings.isEmpty() ? List.of(channel) : rings.stream().map(this::channel).toList();
  }
}
