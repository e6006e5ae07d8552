package dev.flotilla.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.tests.harness.project.Document;
import dev.flotilla.tests.harness.project.Project;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README is short, and names the first command early. */
class ReadmeTest {
  private final Document readme = Document.of("README.md");

  @Test
  void firstCommandIsByLineTwenty() {
    List<String> lines = readme.text().lines().toList();

    assertThat(lines.indexOf("```sh") + 2).isBetween(2, 20);
    assertThat(lines).hasSizeLessThanOrEqualTo(120);
  }

  @Test
  void foldersAndFilesThatItNamesExist() {
    List<String> paths = Document.find("`((?:[a-z0-9.]+/)+[A-Za-z0-9.]*)`", readme.text());

    assertThat(paths).contains("constructs/", "sandbox/");
    assertThat(paths)
        .filteredOn(path -> !path.startsWith("cdktf.out/"))
        .allMatch(path -> Files.exists(Project.ROOT.resolve(path)));
  }
}
