package dev.flotilla.fleet.render;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.update.Versions;
import dev.flotilla.fleet.object.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A folder with content, one folder for each: {@code components/web/staging}. What is beside the
 * folders of phases and environments stays. The versions of all are in {@code versions.yaml}, and
 * their policies in {@code ../update-policies/charts.yaml}.
 */
public final class ContentFolder {
  private final Path folder;
  private final SortedMap<Path, String> wanted = new TreeMap<>();
  private final SortedMap<Path, String> present = new TreeMap<>();

  private ContentFolder(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Writes content, whole: folders of environments that it has no more are removed.
   *
   * @param folder the folder that has one for each content, such as {@code components}
   * @return the files that have changed, relative to it
   * @throws InvalidContentException if the content breaks a rule, or a folder has files of others;
   *     nothing was written then
   */
  public static List<String> write(Path folder, Collection<Content> contents) throws IOException {
    ContentFolder output = new ContentFolder(folder);
    output.read(contents);
    return output.write();
  }

  /** Returns the files that {@link #write} would change, relative to {@code folder}. */
  public static List<String> differences(Path folder, Collection<Content> contents)
      throws IOException {
    ContentFolder output = new ContentFolder(folder);
    output.read(contents);
    return output.changed();
  }

  /** Returns the versions that {@code folder} has, with which its content is built. */
  public static Versions versions(Path folder) throws IOException {
    return new Versions(WrittenUpdates.versions(folder).versions());
  }

  private void read(Collection<Content> contents) throws IOException {
    List<Problem> problems = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>();
    for (Content content : contents) {
      if (!names.add(content.name())) {
        problems.add(
            new Problem(
                content.name(),
                "content must have a name of its own, got '%s' twice; rename one"
                    .formatted(content.name())));
      }
      RenderedContent rendered = ContentRenderer.render(content);
      problems.addAll(rendered.problems());
      Path own = folder.resolve(content.name());
      rendered.files().forEach((path, text) -> wanted.put(own.resolve(path), text));
      WrittenContent written = WrittenContent.of(own);
      present.putAll(written.files());
      written
          .foreign(rendered.files().keySet())
          .forEach(message -> problems.add(new Problem(content.name(), message)));
    }
    problems.addAll(readUpdates(contents));
    if (!problems.isEmpty()) {
      throw new InvalidContentException(problems);
    }
  }

  private List<Problem> readUpdates(Collection<Content> contents) throws IOException {
    UpdateFiles updates = new UpdateFiles(contents);
    wanted.putAll(updates.files(folder));
    WrittenUpdates written = WrittenUpdates.of(folder, wanted.keySet());
    present.putAll(written.files());
    List<Problem> problems = new ArrayList<>(updates.problems());
    problems.addAll(written.problems());
    if (written.problems().isEmpty()) {
      problems.addAll(updates.differences(written.versions()));
    }
    return problems;
  }

  private List<String> changed() {
    SortedSet<Path> all = new TreeSet<>(wanted.keySet());
    all.addAll(present.keySet());
    return all.stream()
        .filter(path -> !String.valueOf(wanted.get(path)).equals(present.get(path)))
        .map(path -> folder.relativize(path).toString())
        .toList();
  }

  /**
   * Files that are gone go first, and the lists come before what they list: whenever this is
   * interrupted, the next run knows every file as its own.
   */
  private List<String> write() throws IOException {
    List<String> changed = changed();
    for (Path path : present.keySet()) {
      if (!wanted.containsKey(path)) {
        Files.delete(path);
        removeEmpty(path.getParent());
      }
    }
    write(path -> path.endsWith(ContentFiles.KUSTOMIZATION));
    write(path -> !path.endsWith(ContentFiles.KUSTOMIZATION));
    return changed;
  }

  private void write(Predicate<Path> which) throws IOException {
    for (Map.Entry<Path, String> file : wanted.entrySet()) {
      Path path = file.getKey();
      if (which.test(path) && !file.getValue().equals(present.get(path))) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
  }

  private void removeEmpty(Path path) throws IOException {
    if (path.startsWith(folder) && !path.equals(folder) && WrittenContent.isEmpty(path)) {
      Files.delete(path);
      removeEmpty(path.getParent());
    }
  }
}
