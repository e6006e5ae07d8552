package dev.flotilla.main.check;

import dev.flotilla.main.publish.content.FileWalk;
import dev.flotilla.main.publish.content.Layer;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folders beside those that are checked: a kind may be defined by one component, and used by
 * another.
 */
final class Definitions {
  /** A chart may define kinds, too. */
  private static final Pattern DEFINES = Pattern.compile("CustomResourceDefinition|HelmRelease");

  private Definitions() {}

  /** Returns the folders beside {@code folder}, sorted. */
  static List<Path> beside(Path folder) {
    return CheckedFolder.list(folder.resolve("..").normalize());
  }

  /** Returns what {@code folder} has on the disk, if it may define a kind. */
  static Optional<Layer> in(Path folder) {
    List<PackedFile> files = new ArrayList<>();
    FileWalk.read(
        folder,
        path -> true,
        (path, content) -> {
          String name = folder.relativize(path).toString().replace('\\', '/');
          files.add(new PackedFile(name, false, content));
        });
    return files.stream().anyMatch(Definitions::mayDefine)
        ? Optional.of(PackedFolder.of(folder, files).layer())
        : Optional.empty();
  }

  private static boolean mayDefine(PackedFile file) {
    return DEFINES.matcher(new String(file.content(), StandardCharsets.ISO_8859_1)).find();
  }
}
