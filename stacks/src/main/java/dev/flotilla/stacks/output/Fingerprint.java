package dev.flotilla.stacks.output;

import dev.flotilla.fleet.kubernetes.Sha256;
import dev.flotilla.fleet.resolve.RecordValues;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The digest of values: equal for equal values, in any JVM, and another for any other value. Each
 * part is written with its type and its length, so that no two values are written alike; of a
 * folder that a value names, what is in it counts too.
 */
public final class Fingerprint {
  /** What is in a file or folder, wherever it is. */
  record Content(Path root) {}

  private final MessageDigest digest = Sha256.start();
  private final DataOutputStream out =
      new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));

  private Fingerprint() {}

  /**
   * Returns the digest of {@code values}, in their order.
   *
   * @throws IllegalArgumentException for a value of a type that is not known here
   */
  public static String of(Object... values) {
    Fingerprint fingerprint = new Fingerprint();
    try {
      fingerprint.items(List.of(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void value(@Nullable Object value) throws IOException {
    if (value instanceof String text) {
      text("text", text);
    } else if (value instanceof Boolean || value instanceof Number) {
      text(value.getClass().getName(), String.valueOf(value));
    } else if (value instanceof Enum<?> constant) {
      text(constant.getDeclaringClass().getName(), constant.name());
    } else if (value instanceof URI || value instanceof Duration) {
      text(value.getClass().getName(), value.toString());
    } else if (value instanceof Content content) {
      text("content", "");
      files(content.root());
    } else if (value instanceof Path folder) {
      text("path", folder.toString());
      files(folder);
    } else if (value instanceof Optional<?> optional) {
      text("optional", "");
      items(optional.stream().toList());
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Collection<?> collection) {
      items(collection);
    } else if (value instanceof Record fields) {
      fields(fields);
    } else {
      throw new IllegalArgumentException(
          "a stack's values must be of types that can be compared, got '%s'; use texts, numbers, records and collections of these"
              .formatted(value == null ? "null" : value.getClass().getName()));
    }
  }

  private void text(String type, String text) throws IOException {
    bytes(type.getBytes(StandardCharsets.UTF_8));
    bytes(text.getBytes(StandardCharsets.UTF_16BE)); // Two halves of characters differ, too.
  }

  private void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void items(Collection<?> items) throws IOException {
    text("items", String.valueOf(items.size()));
    for (Object item : items) {
      value(item);
    }
  }

  private void map(Map<?, ?> map) throws IOException {
    text("map", String.valueOf(map.size()));
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      value(entry.getKey());
      value(entry.getValue());
    }
  }

  private void fields(Record fields) throws IOException {
    RecordComponent[] components = fields.getClass().getRecordComponents();
    text(fields.getClass().getName(), String.valueOf(components.length));
    for (RecordComponent component : components) {
      text("field", component.getName());
      value(RecordValues.read(fields, component));
    }
  }

  private void files(Path root) throws IOException {
    if (!Files.exists(root)) {
      text("files", "0");
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      List<Path> files = tree.filter(Files::isRegularFile).sorted().toList();
      text("files", String.valueOf(files.size()));
      for (Path file : files) {
        text("file", root.relativize(file).toString());
        bytes(Files.readAllBytes(file));
      }
    }
  }
}
