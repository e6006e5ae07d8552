package dev.flotilla.main.publish.git;

import dev.flotilla.main.publish.external.TimeLimits;
import dev.flotilla.main.report.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The tree of Git that is checked out, as long as nothing in it is uncommitted. A merge or a squash
 * gives the same tree another commit.
 */
public final class CheckedOutTree {
  private final GitRepository git;

  /** Looks at the repository that {@code folder} is in. */
  public CheckedOutTree(Path folder, Map<String, String> environment) {
    this.git = new GitRepository(folder, environment, TimeLimits.PUBLISH);
    HiddenChanges.refuse(git);
  }

  /** Returns its hash; empty if there are uncommitted changes. */
  public Optional<String> hash() {
    return git.isDirty(":/") ? Optional.empty() : Optional.of(git.tree());
  }

  /**
   * Returns its hash, for a folder that is written beside it.
   *
   * @throws Failure if there are uncommitted changes, or files in the folder would be some
   */
  public String hashBeside(Path written) {
    String hash =
        hash()
            .orElseThrow(
                () ->
                    new Failure(
                        "what is approved must be a commit, got uncommitted changes in '%s'; commit or stash them"
                            .formatted(git.folder())));
    if (git.isSeen(written.resolve("any"))) {
      throw new Failure(
          "--out must be outside of the Git repository or ignored by it, because it has no commit, got '%s'; name another folder, or add it to .gitignore"
              .formatted(written));
    }
    return hash;
  }
}
