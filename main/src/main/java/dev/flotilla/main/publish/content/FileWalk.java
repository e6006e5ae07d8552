package dev.flotilla.main.publish.content;

import dev.flotilla.main.report.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files below a folder, also those that a publish leaves out. */
public final class FileWalk {
  private FileWalk() {}

  /**
   * Reads the regular files, sorted by their paths; links are passed over.
   *
   * @param wanted which paths count
   * @param reader gets the path of each, and its content
   */
  public static void read(Path folder, Predicate<Path> wanted, BiConsumer<Path, byte[]> reader) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(FileWalk::isRegular).filter(wanted).sorted().toList()) {
        reader.accept(file, Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
  }

  private static boolean isRegular(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static RuntimeException unreadable(Path folder, IOException cause) {
    return Failures.of(
        new UncheckedIOException("cannot read '" + folder + "'", cause), "; make it readable");
  }
}
