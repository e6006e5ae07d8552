package dev.flotilla.main.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a new project, with {@code {{names}}} where its own values go. */
public final class ProjectTemplate {
  private static final String GITIGNORE = ".gitignore";

  private static final List<String> FILES =
      List.of(
          GITIGNORE,
          "README.md",
          "cdktf.json",
          "flotilla",
          "pom.xml",
          "src/main/java/fleet/MyFleet.java",
          "src/test/java/fleet/MyFleetTest.java");

  private ProjectTemplate() {}

  /** Returns the files, from path to content, with each name of {@code values} filled in. */
  public static SortedMap<String, String> fill(Map<String, String> values) {
    SortedMap<String, String> files = new TreeMap<>();
    for (String file : FILES) {
      String content = read(file);
      for (Map.Entry<String, String> value : values.entrySet()) {
        content = content.replace("{{" + value.getKey() + "}}", value.getValue());
      }
      files.put(file, content);
    }
    return files;
  }

  private static String read(String file) {
    // Maven leaves a file of the real name out of jars.
    String resource = file.equals(GITIGNORE) ? "gitignore" : file;
    try (InputStream stream =
        Objects.requireNonNull(ProjectTemplate.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
