package dev.flotilla.main.publish;

import dev.flotilla.fleet.version.Version;
import dev.flotilla.main.publish.content.Digest;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.registry.ArtifactManifest;
import dev.flotilla.main.report.Failure;
import java.util.Optional;

/** What an artifact is built from, and so where its channel may move. */
interface Revision {
  /**
   * Returns the branch that is checked out.
   *
   * @param named the name of the branch, for a detached HEAD as CI systems check it out
   */
  static Revision ofBranch(GitRepository git, ArtifactContent content, Optional<String> named) {
    Optional<String> checkedOut = git.branch();
    if (checkedOut.isPresent() && named.isPresent() && !named.equals(checkedOut)) {
      throw new Failure(
          "--branch must be '%2$s', the branch checked out in '%1$s', got '%3$s'; check out '%3$s', or drop --branch"
              .formatted(git.folder(), checkedOut.get(), named.get()));
    }
    String branch =
        checkedOut
            .or(() -> named)
            .orElseThrow(
                () ->
                    new Failure(
                        "a publish needs a branch, got a detached HEAD in '%s'; check out the branch with 'git switch', or name it with --branch"
                            .formatted(git.folder())));
    return new OfBranch(git, branch, content.isDirty(git));
  }

  /** Returns a release of the commit that is checked out. */
  static Revision ofRelease(GitRepository git, ArtifactContent content, Version version) {
    String name = content.tag(version);
    if (content.isDirty(git)) {
      throw new Failure(
          "a release must be built from a commit, got uncommitted changes in '%s'; commit or stash them"
              .formatted(git.folder()));
    }
    git.tagged(name)
        .filter(commit -> !commit.equals(git.head().hash()))
        .ifPresent(
            commit -> {
              throw new Failure(
                  "release '%s' must be built from the commit of its Git tag, %s, got %s; check the tag out, or release another version"
                      .formatted(name, commit, git.head().hash()));
            });
    return new OfRelease(git, name, version);
  }

  GitRepository git();

  /** Returns it as Flux shows it: a branch or tag, and a commit. */
  String text();

  /** Returns whether it has uncommitted changes. */
  boolean isDirty();

  /** Returns the permanent tag of {@code folder}. */
  VersionTag tag(PackedFolder folder);

  /** Returns the manifest of {@code folder}, equal for equal ones. */
  default ArtifactManifest manifest(PackedFolder folder) {
    return ArtifactManifest.of(folder, git().head().time(), text(), git().source());
  }

  /** Returns whether the channel, at {@code current}, needs no move for {@code folder}. */
  boolean isSame(ArtifactManifest current, PackedFolder folder);

  /**
   * Refuses to move the channel back.
   *
   * @param channel the channel of an artifact, for messages
   */
  void requireForward(ArtifactManifest current, String channel);

  /** Returns whether another version, published at the same time, is newer than this. */
  boolean isOlderThan(VersionTag other);

  /** A branch, whose channel follows its history. */
  record OfBranch(GitRepository git, String branch, boolean isDirty) implements Revision {
    @Override
    public String text() {
      return branch + "@sha1:" + git.head().hash() + (isDirty ? "+dirty" : "");
    }

    /** Uncommitted changes are named by their content: the commit alone would be ambiguous. */
    @Override
    public VersionTag.Build tag(PackedFolder folder) {
      return tag(isDirty ? "-dirty-" + Digest.digits(folder.digest()) : "");
    }

    private VersionTag.Build tag(String suffix) {
      return VersionTag.Build.of(branch, git.head(), suffix);
    }

    @Override
    public boolean isSame(ArtifactManifest current, PackedFolder folder) {
      return current.layer().equals(folder.digest());
    }

    @Override
    public void requireForward(ArtifactManifest current, String channel) {
      String at =
          current
              .commit()
              .orElseThrow(
                  () ->
                      new Failure(
                          "%s must name its Git revision, so that it never moves back, got '%s' on %s; remove that tag from the registry"
                              .formatted(channel, current.revision(), current.digest())));
      if (!git.knows(at)) {
        throw new Failure(
            "%s is at '%s', a commit that this clone does not have, so it is unknown which is newer; run 'git fetch --unshallow', or 'git fetch' if the clone is complete; if the commit no longer exists, remove that tag from the registry"
                .formatted(channel, current.revision()));
      }
      if (!at.equals(git.head().hash()) && git.isAncestor(git.head().hash(), at)) {
        throw new Failure(
            "%s must not move back, it is at '%s', got the older '%s'; publish a newer commit, or revert in Git"
                .formatted(channel, current.revision(), text()));
      }
    }

    /** A commit that this clone does not have counts as newer, unless its time is earlier. */
    @Override
    public boolean isOlderThan(VersionTag other) {
      if (!(other instanceof VersionTag.Build build) || !build.isOfLine(tag(""))) {
        return false;
      }
      Optional<String> commit = git.commit(build.commit());
      if (commit.isEmpty()) {
        return !build.time().isBefore(git.head().time());
      }
      return !commit.get().equals(git.head().hash())
          && git.isAncestor(git.head().hash(), commit.get());
    }
  }

  /**
   * A release, whose channel follows versions.
   *
   * @param name the Git tag: the version, after the component if it is of one
   */
  record OfRelease(GitRepository git, String name, Version version) implements Revision {
    @Override
    public String text() {
      return name + "@sha1:" + git.head().hash();
    }

    @Override
    public boolean isDirty() {
      return false;
    }

    @Override
    public VersionTag tag(PackedFolder folder) {
      return new VersionTag.Release(version);
    }

    /** Equal content of another version is another release: its signature names the version. */
    @Override
    public boolean isSame(ArtifactManifest current, PackedFolder folder) {
      return current.revision().equals(text()) && current.layer().equals(folder.digest());
    }

    @Override
    public void requireForward(ArtifactManifest current, String channel) {
      Version released =
          current
              .version()
              .orElseThrow(
                  () ->
                      new Failure(
                          "%s must name its version, so that it moves forward only, got '%s' on %s; roll back to a release with --rollback-to"
                              .formatted(channel, current.revision(), current.digest())));
      if (version.compareTo(released) < 0) {
        throw new Failure(
            "%s moves forward only, it is at '%s', got '%s'; publish a newer version, or go back to a published one with --rollback-to"
                .formatted(channel, released.tag(), version.tag()));
      }
    }

    @Override
    public boolean isOlderThan(VersionTag other) {
      return other.isNewerThan(new VersionTag.Release(version));
    }
  }
}
