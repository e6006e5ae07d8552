package dev.flotilla.main.synth;

import dev.flotilla.main.invocation.OutputLayout;
import dev.flotilla.main.report.Failures;
import dev.flotilla.stacks.ClusterStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * What Flux would change on a cluster, beside its stack: {@code cdktf diff} and {@code tofu plan}
 * show it, which know of the stack alone. It is there from the command that has compared it to the
 * next synth.
 */
public final class ShownChanges {
  private ShownChanges() {}

  /** Writes those of a cluster, if its stack is there. */
  public static void write(OutputLayout folders, String cluster, String text) {
    Path file = file(folders, cluster);
    if (Files.isDirectory(file.getParent())) {
      try {
        Files.writeString(file, text);
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
  }

  /** Forgets those of clusters, which may be out of date. */
  static void forget(OutputLayout folders, Collection<String> clusters) {
    for (String cluster : clusters) {
      Path file = file(folders, cluster);
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
  }

  private static Path file(OutputLayout folders, String cluster) {
    return folders.stack(cluster).resolve(ClusterStack.CHANGES);
  }

  private static RuntimeException failed(Path file, IOException e) {
    return Failures.of(
        new UncheckedIOException("cannot write '" + file + "'", e), "; make it accessible to you");
  }
}
