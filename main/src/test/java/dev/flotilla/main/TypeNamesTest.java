package dev.flotilla.main;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reader of an import should not have to look which of two types of one name it is. */
class TypeNamesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", ""), "..").toAbsolutePath().normalize();

  @ParameterizedTest
  @ValueSource(strings = {"fleet", "constructs", "stacks", "main", "d2", "tests"})
  void topLevelTypesOfAModuleHaveDifferentNames(String module) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
      assertThat(sameNames(files.filter(TypeNamesTest::declaresType))).isEmpty();
    }
  }

  @Test
  void twoTypesOfOneNameAreFoundWithTheirFiles() {
    List<Path> files =
        Stream.of("a/Plan.java", "b/Plan.java", "b/Planner.java").map(Path::of).toList();

    assertThat(sameNames(files.stream()))
        .containsExactly(List.of(Path.of("a/Plan.java"), Path.of("b/Plan.java")));
  }

  /** Resources hold the sources of projects that users get, which are not the module's. */
  private static boolean declaresType(Path file) {
    String name = file.toString();
    return name.endsWith(".java")
        && !name.endsWith("package-info.java")
        && !name.contains("/resources/");
  }

  private static List<List<Path>> sameNames(Stream<Path> files) {
    return files
        .sorted()
        .collect(groupingBy(Path::getFileName, TreeMap::new, toList()))
        .values()
        .stream()
        .filter(same -> same.size() > 1)
        .toList();
  }
}
