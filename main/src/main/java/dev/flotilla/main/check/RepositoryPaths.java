package dev.flotilla.main.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Names files as the server of a Git repository does: from the root of the repository that each is
 * in.
 *
 * @param folder the working folder, from which a check names its files
 */
record RepositoryPaths(Path folder) {
  /** Returns the path of a file, which may be in another repository. */
  String path(String name) {
    Path file = folder.resolve(name).normalize();
    return root(file).relativize(file).toString();
  }

  /** Returns that path as a part of a URI. */
  String uri(String name) {
    Path file = folder.resolve(name).normalize();
    return root(file).toUri().relativize(file.toUri()).toASCIIString();
  }

  private Path root(Path file) {
    return repository(file).orElse(folder);
  }

  private static Optional<Path> repository(Path file) {
    return Stream.<Path>iterate(file, path -> path != null, Path::getParent)
        .filter(path -> Files.exists(path.resolve(".git")))
        .findFirst();
  }
}
