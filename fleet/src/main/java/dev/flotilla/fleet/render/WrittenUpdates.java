package dev.flotilla.fleet.render;

import dev.flotilla.fleet.content.internal.VersionsFile;
import dev.flotilla.fleet.object.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which of the {@link UpdateFiles} there are already. Each is known by its first line; a file
 * without it that is not wanted is somebody else's, and stays.
 *
 * @param files what an earlier run has written, from path to text
 * @param versions the versions in it
 * @param problems what is in the way
 */
record WrittenUpdates(
    SortedMap<Path, String> files, VersionsFile versions, List<Problem> problems) {

  /**
   * Reads what there is.
   *
   * @param folder the folder with the content
   * @param wanted the files that are to be written
   */
  static WrittenUpdates of(Path folder, Collection<Path> wanted) throws IOException {
    SortedMap<Path, String> files = new TreeMap<>();
    List<Problem> problems = new ArrayList<>();
    Path versions = folder.resolve(VersionsFile.NAME);
    for (Path path : List.of(versions, UpdateFiles.policies(folder))) {
      String text = WrittenContent.isFile(path) ? WrittenContent.text(path) : "";
      boolean isOwn = VersionsFile.isOwn(text) || text.startsWith(ContentFiles.MARK);
      if (isOwn) {
        files.put(path, text);
      } else if (wanted.contains(path) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        problems.add(
            new Problem(
                folder.relativize(path).toString(),
                "the file must be one that Flotilla has written, which its first line says, got another; move it away"));
      }
    }
    VersionsFile present =
        files.containsKey(versions) ? VersionsFile.read(files.get(versions)) : VersionsFile.NONE;
    return new WrittenUpdates(files, present, problems);
  }

  /** Returns the versions that {@code folder} has. */
  static VersionsFile versions(Path folder) throws IOException {
    return of(folder, List.of()).versions();
  }
}
