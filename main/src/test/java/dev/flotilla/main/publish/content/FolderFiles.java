package dev.flotilla.main.publish.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder, to be packed. */
public final class FolderFiles {
  private FolderFiles() {}

  public static PackedFolder pack(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      List<PackedFile> files = new ArrayList<>();
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        files.add(
            new PackedFile(
                folder.relativize(file).toString(),
                Files.isExecutable(file),
                Files.readAllBytes(file)));
      }
      return PackedFolder.of(folder, files);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
