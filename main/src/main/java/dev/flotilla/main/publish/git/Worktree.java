package dev.flotilla.main.publish.git;

import java.nio.file.Path;

/**
 * The files of a commit beside what is checked out; closing it removes them.
 *
 * @param root all of them
 * @param folder the folder in it that is the repository's own {@link GitRepository#folder}
 */
public record Worktree(GitRepository repository, Path root, Path folder) implements AutoCloseable {
  @Override
  public void close() {
    repository.remove(this);
  }
}
