package dev.flotilla.main.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.main.report.Failure;
import dev.flotilla.main.report.Failures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * A file of JSON that a check writes, in place of an older one and of nothing else.
 *
 * @param option the option that names it
 * @param what what it may replace, as people call it
 * @param older whether a file is that
 */
record ReportFile(String option, String what, Predicate<JsonNode> older) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Writes the file.
   *
   * @throws Failure if {@code file} is there and something else
   */
  void write(Path file, String text) {
    try {
      if (Files.exists(file) && !isOlder(file)) {
        throw new Failure(
            "%s must be a new file or %s, got '%s', which is something else; name another file"
                .formatted(option, what, file));
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw Failures.of(
          new UncheckedIOException("cannot write '" + file + "'", e),
          "; make its folder one that can be written to");
    }
  }

  private boolean isOlder(Path file) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(file));
      return json != null && older.test(json);
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
