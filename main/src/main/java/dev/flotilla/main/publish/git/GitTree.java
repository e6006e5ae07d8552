package dev.flotilla.main.publish.git;

import dev.flotilla.main.report.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What Git lists of a tree.
 *
 * @param files those that can be packed
 * @param problems what cannot: each entry by its name
 */
record GitTree(List<Entry> files, List<String> problems) {
  /**
   * A file.
   *
   * @param id of its content
   */
  record Entry(String path, boolean isExecutable, String id) {}

  /**
   * Reads what {@code git ls-tree -r -z} prints. Names are bytes to Git; a tar file that Flux
   * unpacks has them in UTF-8.
   */
  static GitTree parse(byte[] listing) {
    List<Entry> files = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (byte[] line : records(listing)) {
      int tab = indexOf(line, (byte) '\t', 0);
      String[] fields = new String(line, 0, tab, StandardCharsets.US_ASCII).split(" ", -1);
      if (tab >= line.length - 1 || fields.length != 3) {
        throw unknown("ls-tree");
      }
      byte[] name = Arrays.copyOfRange(line, tab + 1, line.length);
      switch (fields[0]) {
        case "120000" ->
            problems.add(
                "a file to publish must not be a symbolic link, which Flux does not unpack, got '%s'; replace it with the file that it points to"
                    .formatted(shown(name)));
        case "160000" -> problems.add(nested(shown(name)));
        default -> {
          if (isUtf8(name)) {
            files.add(new Entry(shown(name), fields[0].equals("100755"), fields[2]));
          } else {
            problems.add(
                "the name of a file to publish must be UTF-8, got '%s'; rename it with 'git mv'"
                    .formatted(shown(name)));
          }
        }
      }
    }
    return new GitTree(files, problems);
  }

  /** Returns the failure for output that is not Git's. */
  static Failure unknown(String command) {
    return new Failure(
        "'git %s' must print what Git 2 prints, got something else; check what 'git' on the PATH is"
            .formatted(command));
  }

  /** Returns the problem of a repository inside of a folder that is published. */
  static String nested(String folder) {
    return "a folder to publish must be in one Git repository, got another repository or a submodule in '%s', whose files this repository does not have; move it elsewhere, have Git ignore it, or commit its files"
        .formatted(folder);
  }

  /** Returns the parts of what Git prints with {@code -z}. */
  static List<byte[]> records(byte[] output) {
    List<byte[]> records = new ArrayList<>();
    for (int start = 0; start < output.length; ) {
      int end = indexOf(output, (byte) 0, start);
      records.add(Arrays.copyOfRange(output, start, end));
      start = end + 1;
    }
    return records;
  }

  private static int indexOf(byte[] bytes, byte wanted, int start) {
    int index = start;
    while (index < bytes.length && bytes[index] != wanted) {
      index++;
    }
    return index;
  }

  private static boolean isUtf8(byte[] name) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Returns a name as messages show it: bytes that are no text as {@code \xff}. */
  static String shown(byte[] name) {
    if (isUtf8(name)) {
      return new String(name, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    for (byte one : name) {
      text.append(
          one >= ' ' ? String.valueOf((char) one) : String.format(Locale.ROOT, "\\x%02x", one));
    }
    return text.toString();
  }
}
