package dev.flotilla.main.publish;

import java.nio.file.Path;
import java.util.Optional;

/** What an artifact is made of. */
public final class Content {
  private final Path folder;
  private final Path origin;
  private final Optional<String> component;

  private Content(Path folder, Path origin, Optional<String> component) {
    this.folder = folder;
    this.origin = origin;
    this.component = component;
  }

  /**
   * Returns all files of {@code folder}, which were generated from what is in a Git repository.
   *
   * @param origin any folder of the repository
   */
  public static Content generated(Path folder, Path origin) {
    return new Content(folder, origin, Optional.empty());
  }

  /** Returns a component: the files of a folder in a Git repository that this does not ignore. */
  public static Content component(String name, Path folder) {
    return new Content(folder, folder, Optional.of(name));
  }

  /** Returns a folder of the Git repository. */
  Path origin() {
    return origin;
  }

  /** Returns what has to be in a commit, as Git finds it from {@link #origin}. */
  String committed() {
    return component.isPresent() ? "." : ":/";
  }

  /** Returns the Git tag of a release. */
  String tag(ReleaseVersion version) {
    return component.map(name -> name + "/" + version).orElse(version.toString());
  }

  /** Packs the files. */
  PackedFolder pack(GitRepository git) {
    return component.isPresent() ? PackedFolder.of(folder, git.files()) : PackedFolder.of(folder);
  }
}
