package dev.flotilla.constructs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Examples in Javadoc, and the tests that hold the same lines, so that they compile. */
public final class JavadocExample {
  private JavadocExample() {}

  /** Returns the example in the Javadoc of a class, for example {@code tenant/Tenant}. */
  public static List<String> shown(String type) throws IOException {
    return lines("main", type, " * <pre>{@code", " * }</pre>");
  }

  /** Returns the lines between {@code // example} and {@code // end} in a test. */
  public static List<String> compiled(String type) throws IOException {
    return lines("test", type, "// example", "// end");
  }

  private static List<String> lines(String tree, String type, String start, String end)
      throws IOException {
    Path folder = Path.of(System.getProperty("basedir", ""), "src", tree, "java");
    List<String> all =
        Files.readAllLines(folder.resolve("dev/flotilla/constructs/" + type + ".java"));
    return all.stream()
        .dropWhile(line -> !line.strip().equals(start.strip()))
        .skip(1)
        .takeWhile(line -> !line.strip().equals(end.strip()))
        .map(line -> line.strip().replaceFirst("^\\* +", ""))
        .toList();
  }
}
