package dev.flotilla.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Examples in Javadoc, and the tests that hold the same lines, so that they compile. */
public final class JavadocExample {
  private JavadocExample() {}

  /**
   * Checks that the example in the Javadoc of {@code construct} is what stands between {@code //
   * example} and {@code // end} in {@code test}, some lines of which the last makes the construct.
   */
  public static void isCompiled(Class<?> construct, Class<?> test) throws IOException {
    assertThat(lines("main", construct, "* <pre>{@code", "* }</pre>"))
        .isEqualTo(lines("test", test, "// example", "// end"))
        .hasSizeBetween(4, 8)
        .last()
        .asString()
        .startsWith("new " + construct.getSimpleName() + "(");
  }

  private static List<String> lines(String tree, Class<?> type, String start, String end)
      throws IOException {
    Path folder = Path.of(System.getProperty("basedir", ""), "src", tree, "java");
    Path file = folder.resolve(type.getName().replace('.', '/') + ".java");
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .dropWhile(line -> !line.equals(start))
        .skip(1)
        .takeWhile(line -> !line.equals(end))
        .map(line -> line.replaceFirst("^\\* +", ""))
        .toList();
  }
}
