package dev.flotilla.main.command;

import dev.flotilla.main.publish.ReleaseVersion;
import dev.flotilla.main.report.Failure;
import dev.flotilla.stacks.Channel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which channel is published on, and what it moves to. */
final class ReleaseOptions {
  @Option(
      names = "--channel",
      paramLabel = "CHANNEL",
      converter = ChannelConverter.class,
      description = {
        "latest, which follows a branch, or latest-stable, which follows",
        "releases; otherwise what the other options are for, or latest."
      })
  private @Nullable Channel channel;

  @Option(
      names = "--version",
      paramLabel = "vX.Y.Z",
      converter = ReleaseConverter.class,
      description = "Publish a release of this version, and move latest-stable to it.")
  private @Nullable ReleaseVersion version;

  @Option(
      names = "--rollback-to",
      paramLabel = "vX.Y.Z",
      converter = ReleaseConverter.class,
      description = "Publish nothing, and move latest-stable to this release.")
  private @Nullable ReleaseVersion rollback;

  @Option(
      names = "--branch",
      paramLabel = "NAME",
      converter = BranchConverter.class,
      description = {
        "The branch that latest follows, where a commit was checked out",
        "alone, as CI systems do; otherwise the one that is checked out."
      })
  private @Nullable String branch;

  /** Refuses options that contradict each other. */
  void check() {
    if (version != null && rollback != null) {
      throw new Failure(
          "a release is published or gone back to, got --version '%s' and --rollback-to '%s'; drop one"
              .formatted(version, rollback));
    }
    boolean isRelease = version != null || rollback != null;
    if (channel == Channel.LATEST && isRelease) {
      throw new Failure(
          "channel 'latest' follows a branch, got a release, '%s'; drop --channel, or the release"
              .formatted(version == null ? rollback : version));
    }
    if (branch != null && isRelease) {
      throw new Failure(
          "a release is built from a commit, whatever its branch, got --branch '%s'; drop it"
              .formatted(branch));
    }
    if (channel == Channel.LATEST_STABLE && !isRelease) {
      throw new Failure(
          "channel 'latest-stable' follows releases, got none; name one with --version or --rollback-to");
    }
  }

  Channel channel() {
    return version == null && rollback == null ? Channel.LATEST : Channel.LATEST_STABLE;
  }

  /** Returns the release to publish, if it is one. */
  Optional<ReleaseVersion> version() {
    return Optional.ofNullable(version);
  }

  /** Returns the branch, if Git is not to be asked for it. */
  Optional<String> branch() {
    return Optional.ofNullable(branch);
  }

  /** Returns the release to go back to, if nothing is published. */
  Optional<ReleaseVersion> rollback() {
    return Optional.ofNullable(rollback);
  }
}
