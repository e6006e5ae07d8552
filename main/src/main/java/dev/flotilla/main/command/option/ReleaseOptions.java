package dev.flotilla.main.command.option;

import dev.flotilla.fleet.environment.Channel;
import dev.flotilla.fleet.environment.Environment;
import dev.flotilla.fleet.environment.RingName;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.source.OciTag;
import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.report.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which channel moves, and to what. */
public final class ReleaseOptions {
  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      description = {
        "The tag that clusters follow: latest (follows a branch),",
        "latest-stable (follows releases) or another channel of the fleet;",
        "by default latest-stable for a release, and latest for a branch."
      })
  private @Nullable String channel;

  @Option(
      names = "--version",
      paramLabel = "vX.Y.Z",
      converter = ReleaseConverter.class,
      description = {
        "Publish a release of this version, and move its channel to it; one",
        "that has rings stays where it is until a rollout moves it."
      })
  private @Nullable Version version;

  @Option(
      names = "--rollback-to",
      paramLabel = "vX.Y.Z",
      converter = ReleaseConverter.class,
      description = "Publish nothing, and move the channel back to this release.")
  private @Nullable Version rollback;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      converter = BranchConverter.class,
      description = {
        "The branch that the channel follows, for a detached HEAD as in CI",
        "systems; by default the branch that is checked out."
      })
  private @Nullable String branch;

  /** Refuses options that contradict each other. */
  public void check() {
    if (version != null && rollback != null) {
      throw new Failure(
          "--version and --rollback-to exclude each other, got '%s' and '%s'; drop one"
              .formatted(version.tag(), rollback.tag()));
    }
    if (branch != null && isRelease()) {
      throw new Failure(
          "--branch must not be set for a release, which is built from a commit whatever its branch, got '%s'; drop it"
              .formatted(branch));
    }
  }

  /**
   * Returns the channel to publish to.
   *
   * @param environments those of the fleet, whose clusters follow channels
   */
  public Channel channel(Collection<Environment> environments) {
    Channel chosen = chosen(environments);
    List<String> rings = rings(chosen, environments);
    if (rollback != null && !rings.isEmpty()) {
      throw new Failure(
          "--rollback-to must be for a channel without rings, got '%s' with %s; take them back with 'flotilla rollout back'"
              .formatted(chosen.tag(), String.join(", ", rings)));
    }
    return chosen;
  }

  /** Returns the rings of a channel, which a rollout moves; none if a publish moves it. */
  public static List<String> rings(Channel channel, Collection<Environment> environments) {
    return environments.stream()
        .filter(environment -> environment.channel().equals(channel))
        .filter(Environment::hasSeveralRings)
        .map(environment -> environment.rings().stream().map(RingName::value).toList())
        .findFirst()
        .orElse(List.of());
  }

  private Channel chosen(Collection<Environment> environments) {
    if (channel == null) {
      return isRelease() ? Channel.LATEST_STABLE : Channel.LATEST;
    }
    environments.forEach(environment -> refuseRing(environment, channel));
    Channel named =
        named(environments.stream().map(Environment::channel).distinct().toList(), channel);
    Optional<Version> release = version().or(this::rollback);
    if (release.isPresent() && !named.isReleased()) {
      throw new Failure(
          "channel '%s' follows a branch, got release '%s'; drop --channel or the release"
              .formatted(named.tag(), release.get().tag()));
    }
    if (!isRelease() && named.isReleased()) {
      throw new Failure(
          "channel '%s' follows releases, got none; name one with --version or --rollback-to"
              .formatted(named.tag()));
    }
    return named;
  }

  private static void refuseRing(Environment environment, String tag) {
    for (RingName ring : environment.rings()) {
      OciTag own = environment.channel(ring).tag();
      if (own.value().equals(tag) && !own.equals(environment.channel().tag())) {
        throw new Failure(
            "--channel must not be the tag of a ring, which a rollout moves, got '%s' of ring '%s'; publish a version to channel '%s'"
                .formatted(tag, ring, environment.channel().tag()));
      }
    }
  }

  private static Channel named(Collection<Channel> followed, String tag) {
    SortedMap<String, Channel> known = new TreeMap<>();
    known.put(Channel.LATEST.tag().value(), Channel.LATEST);
    known.put(Channel.LATEST_STABLE.tag().value(), Channel.LATEST_STABLE);
    followed.forEach(channel -> known.put(channel.tag().value(), channel));
    if (!known.containsKey(tag)) {
      throw new Failure(
          "--channel must be one that a cluster follows, got '%s'; %s"
              .formatted(tag, Suggestion.hint(tag, known.keySet(), "there are: ")));
    }
    return known.get(tag);
  }

  private boolean isRelease() {
    return version != null || rollback != null;
  }

  /** Returns the release to publish, if it is one. */
  public Optional<Version> version() {
    return Optional.ofNullable(version);
  }

  /** Returns the branch, if it is set; otherwise Git knows it. */
  public Optional<String> branch() {
    return Optional.ofNullable(branch);
  }

  /** Returns the release to go back to, if nothing is published. */
  public Optional<Version> rollback() {
    return Optional.ofNullable(rollback);
  }
}
