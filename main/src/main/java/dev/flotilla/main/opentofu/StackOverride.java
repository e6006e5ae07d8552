package dev.flotilla.main.opentofu;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.fleet.kubernetes.Ordered;
import dev.flotilla.main.process.PrivateFile;
import dev.flotilla.main.report.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A file beside a stack that OpenTofu merges into it, for as long as it is there.
 *
 * @see <a href="https://opentofu.org/docs/language/files/override/">override files</a>
 */
final class StackOverride {
  private final Path file;

  StackOverride(Path folder) {
    this.file = folder.resolve("flotilla_override.tf.json");
  }

  /** A change of the values that are given to those releases is no change. */
  void ignoreValues(List<String> releases) {
    if (releases.isEmpty()) {
      return;
    }
    Map<String, Object> ignore =
        Ordered.map("lifecycle", Ordered.map("ignore_changes", List.of("values")));
    Map<String, Object> resources = Ordered.map();
    releases.forEach(release -> resources.put(release, ignore));
    try {
      new ObjectMapper()
          .writeValue(
              file.toFile(), Ordered.map("resource", Ordered.map("helm_release", resources)));
    } catch (IOException e) {
      throw new Failure("cannot write '" + file + "'; make its folder writable for you");
    }
  }

  void remove() {
    PrivateFile.delete(file);
  }
}
