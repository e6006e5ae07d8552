package dev.flotilla.tests.harness;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.project.Project;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks for a secret value as it stands and in base64, whatever stands before it there, and for
 * both as the decimal bytes that programs of Go print.
 */
public final class SecretScan {
  private static final int ZIP_MAGIC = 'P' << 8 | 'K';

  private final List<String> needles = new ArrayList<>();

  public SecretScan(String value) {
    needles.add(value);
    for (int before = 0; before < 3; before++) {
      needles.add(base64After(before, value));
    }
    List.copyOf(needles).forEach(needle -> needles.add(decimals(needle)));
  }

  /**
   * Returns the characters that any base64 text has that holds the value after a multiple of three
   * bytes and {@code before} more: so also that of {@code user:value} and of a whole docker config.
   */
  private static String base64After(int before, String value) {
    byte[] bytes = ("x".repeat(before) + value).getBytes(StandardCharsets.UTF_8);
    String encoded = Base64.getEncoder().encodeToString(bytes);
    int ownGroups = (bytes.length / 3) * 4;
    return encoded.substring(before == 0 ? 0 : 4, ownGroups);
  }

  static String decimals(String text) {
    return text.chars().mapToObj(String::valueOf).collect(joining(" "));
  }

  public void isNotIn(String where, String text) {
    for (String needle : needles) {
      assertThat(text.contains(needle)).as("the secret, as '%s', in %s", needle, where).isFalse();
    }
  }

  /** Looks into every file below {@code root}, and into those in zip files. */
  public void isNotInFilesOf(Path root) {
    for (Path file : Project.files(root)) {
      try {
        isNotInFile(file.toString(), Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void isNotInFile(String name, byte[] content) throws IOException {
    isNotIn(name, new String(content, StandardCharsets.ISO_8859_1));
    if (content.length > 2 && (content[0] << 8 | content[1]) == ZIP_MAGIC) {
      try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          isNotInFile(name + "!" + entry.getName(), zip.readAllBytes());
        }
      }
    }
  }
}
