package dev.flotilla.main.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;

/** A text with {@code {{names}}} where values go. */
public record Template(String text) {
  /** Returns a resource of the package that {@code owner} is in. */
  public static Template of(Class<?> owner, String resource) {
    try (InputStream stream =
        Objects.requireNonNull(owner.getResourceAsStream(resource), resource)) {
      return new Template(new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text with each name of {@code values} filled in; values have no names. */
  public String fill(Map<String, String> values) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
    }
    return filled;
  }
}
