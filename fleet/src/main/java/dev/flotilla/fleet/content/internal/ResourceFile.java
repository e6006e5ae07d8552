package dev.flotilla.fleet.content.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads files on the user's class path. */
public final class ResourceFile {
  private ResourceFile() {}

  /** Returns the text of a file beside the class {@code owner}. */
  public static String text(Class<?> owner, String file) {
    try (@Nullable InputStream stream = owner.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalArgumentException(
            "a file must be on the class path in the package of '%s', got '%s'; add it to src/main/resources/%s"
                .formatted(owner.getSimpleName(), file, owner.getPackageName().replace('.', '/')));
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(stream.readAllBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(
          "a file of a ConfigMap must be text in UTF-8, got '%s'; convert it".formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file '" + file + "'", e);
    }
  }
}
