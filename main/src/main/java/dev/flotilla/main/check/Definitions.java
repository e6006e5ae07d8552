package dev.flotilla.main.check;

import dev.flotilla.main.publish.content.Layer;
import dev.flotilla.main.publish.content.PackedFile;
import dev.flotilla.main.publish.content.PackedFolder;
import dev.flotilla.main.report.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
    boolean defines = false;
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.filter(Definitions::isFile).sorted().toList()) {
        byte[] content = Files.readAllBytes(path);
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.add(new PackedFile(name, false, content));
        defines |= DEFINES.matcher(new String(content, StandardCharsets.ISO_8859_1)).find();
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
    return defines ? Optional.of(PackedFolder.of(folder, files).layer()) : Optional.empty();
  }

  private static RuntimeException unreadable(Path folder, IOException cause) {
    return Failures.of(
        new UncheckedIOException("cannot read '" + folder + "'", cause), "; make it readable");
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }
}
