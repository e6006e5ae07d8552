package dev.flotilla.main.publish;

import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.publish.git.GitContent;
import dev.flotilla.main.publish.git.GitRepository;
import dev.flotilla.main.publish.git.HiddenChanges;
import dev.flotilla.main.publish.registry.ReleaseVersion;
import java.nio.file.Path;

/** What an artifact is made of. */
public final class ArtifactContent {
  private final Path folder;
  private final Path origin;
  private final String tagPrefix;
  private final boolean isComponent;

  private ArtifactContent(Path folder, Path origin, String tagPrefix, boolean isComponent) {
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
  public static ArtifactContent generated(Path folder, Path origin, String tagPrefix) {
    return new ArtifactContent(folder, origin, tagPrefix, false);
  }

  /**
   * Returns a component: the files of a folder as Git has them, or would commit them.
   *
   * @param tagPrefix what stands before the version in the Git tags of its releases
   */
  public static ArtifactContent component(Path folder, String tagPrefix) {
    return new ArtifactContent(folder, folder, tagPrefix, true);
  }

  /** Returns a folder of the Git repository. */
  Path origin() {
    return origin;
  }

  /** Returns whether it is made of what is in no commit. */
  public boolean isDirty(GitRepository git) {
    if (isComponent) {
      return git.isDirty(".");
    }
    HiddenChanges.refuse(git);
    return git.isDirty(":/");
  }

  /** Returns the Git tag of a release. */
  String tag(ReleaseVersion version) {
    return tagPrefix + version.toString().substring(1);
  }

  /** Packs the files. */
  PackedFolder pack(Revision revision) {
    if (!isComponent) {
      return PackedFolder.of(folder);
    }
    GitContent git = new GitContent(revision.git());
    return PackedFolder.of(folder, revision.isDirty() ? git.uncommitted() : git.committed());
  }
}
