package dev.flotilla.main.publish;

import java.nio.file.Path;

/** What an artifact is made of. */
public final class Content {
  private final Path folder;
  private final Path origin;
  private final String tagPrefix;
  private final boolean isComponent;

  private Content(Path folder, Path origin, String tagPrefix, boolean isComponent) {
    this.folder = folder;
    this.origin = origin;
    this.tagPrefix = tagPrefix;
    this.isComponent = isComponent;
  }

  /**
   * Returns all files of {@code folder}, which were generated from what is in a Git repository.
   *
   * @param origin any folder of the repository
   * @param tagPrefix what stands before the version in the Git tags of its releases
   */
  public static Content generated(Path folder, Path origin, String tagPrefix) {
    return new Content(folder, origin, tagPrefix, false);
  }

  /**
   * Returns a component: the files of a folder in a Git repository that this does not ignore.
   *
   * @param tagPrefix what stands before the version in the Git tags of its releases
   */
  public static Content component(Path folder, String tagPrefix) {
    return new Content(folder, folder, tagPrefix, true);
  }

  /** Returns a folder of the Git repository. */
  Path origin() {
    return origin;
  }

  /** Returns what has to be in a commit, as Git finds it from {@link #origin}. */
  String committed() {
    return isComponent ? "." : ":/";
  }

  /** Returns the Git tag of a release. */
  String tag(ReleaseVersion version) {
    return tagPrefix + version.toString().substring(1);
  }

  /** Packs the files. */
  PackedFolder pack(GitRepository git) {
    return isComponent ? PackedFolder.of(folder, git.files()) : PackedFolder.of(folder);
  }
}
