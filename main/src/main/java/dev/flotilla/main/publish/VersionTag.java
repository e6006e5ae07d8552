package dev.flotilla.main.publish;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A permanent tag, which shows which of two versions is newer. */
sealed interface VersionTag {
  /** Newer ones first. */
  Comparator<VersionTag> NEWEST_FIRST =
      Comparator.comparing(VersionTag::order, Comparator.reverseOrder())
          .thenComparing(VersionTag::tag);

  /** Returns the version that a tag names, if it names one. */
  static Optional<VersionTag> parse(String tag) {
    Optional<VersionTag> release = Version.ofTag(tag).map(Release::new);
    return release.or(() -> Build.parse(tag));
  }

  /**
   * Returns the version that a manifest names, and thereby its signature.
   *
   * @param isReleased whether it is a release: a branch may be called as one
   */
  static Optional<VersionTag> of(ArtifactManifest manifest, boolean isReleased) {
    return isReleased ? manifest.version().map(Release::new) : Build.of(manifest);
  }

  /** Returns the tag. */
  String tag();

  /** Returns a text that sorts as the versions of one line do. */
  String order();

  /** Returns whether all of its content is committed. */
  default boolean isCommitted() {
    return true;
  }

  /** Returns whether both are versions of one line: releases, or builds of one branch. */
  boolean isOfLine(VersionTag other);

  /** Returns whether it is a later version of the same line. */
  default boolean isNewerThan(VersionTag other) {
    return isOfLine(other) && order().compareTo(other.order()) > 0;
  }

  /** Returns whether a manifest names this version too: anyone can point a tag anywhere. */
  boolean isOf(ArtifactManifest manifest);

  /** The tag of a release, all of which are one line, in the order of their numbers. */
  record Release(Version version) implements VersionTag {
    @Override
    public String tag() {
      return version.tag();
    }

    @Override
    public String order() {
      return "%09d.%09d.%09d".formatted(version.major(), version.minor(), version.patch());
    }

    @Override
    public boolean isOfLine(VersionTag other) {
      return other instanceof Release;
    }

    @Override
    public boolean isOf(ArtifactManifest manifest) {
      return manifest.version().filter(version::equals).isPresent();
    }
  }

  /**
   * What a branch has built: {@code main-20260102030405-206517c2}, the branch, the time of the
   * commit and its first digits.
   *
   * @param suffix identifies uncommitted content, otherwise empty
   */
  record Build(String branch, Instant time, String commit, String suffix) implements VersionTag {
    private static final int MAX_BRANCH_LENGTH = 80;
    private static final int DIGITS = 8;
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FORM =
        Pattern.compile("(.+)-(\\d{14})-([0-9a-f]{8})(-dirty-[0-9a-f]{8})?");

    /** Returns the build of a commit. */
    static Build of(String branch, GitRepository.Commit commit, String suffix) {
      return new Build(asTag(branch), commit.time(), commit.hash().substring(0, DIGITS), suffix);
    }

    static Optional<VersionTag> of(ArtifactManifest manifest) {
      return manifest.created().isEmpty() || manifest.commit().isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Build(
                  asTag(manifest.revision().replaceFirst("@.*", "")),
                  manifest.created().get(),
                  manifest.commit().get().substring(0, DIGITS),
                  ""));
    }

    private static Optional<VersionTag> parse(String tag) {
      Matcher matcher = FORM.matcher(tag);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      try {
        return Optional.of(
            new Build(
                matcher.group(1),
                TIME.parse(matcher.group(2), Instant::from),
                matcher.group(3),
                matcher.group(4) == null ? "" : matcher.group(4)));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }

    private static String asTag(String branch) {
      String name = branch.replaceAll("[^\\w.-]", "-").replaceFirst("^[.-]", "_");
      return name.substring(0, Math.min(name.length(), MAX_BRANCH_LENGTH));
    }

    @Override
    public String tag() {
      return branch + "-" + order() + "-" + commit + suffix;
    }

    @Override
    public String order() {
      return TIME.format(time);
    }

    @Override
    public boolean isOfLine(VersionTag other) {
      return other instanceof Build build && build.branch.equals(branch);
    }

    @Override
    public boolean isCommitted() {
      return suffix.isEmpty();
    }

    /** Another commit of the same second is another version. */
    @Override
    public boolean isOf(ArtifactManifest manifest) {
      return of(manifest)
          .filter(named -> named.tag().equals(new Build(branch, time, commit, "").tag()))
          .isPresent();
    }
  }
}
