package dev.flotilla.main.project;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a new project, except the workflows that publish what it is for. */
public final class ProjectTemplate {
  private static final String GITIGNORE = ".gitignore";

  private static final String FOLDER_OF_CONTENT = "content/";

  private static final List<String> FLEET =
      List.of(
          ".github/workflows/ci.yml",
          GITIGNORE,
          "README.md",
          "cdktf.json",
          "components/priorities/base/kustomization.yaml",
          "components/priorities/base/priorities.yaml",
          "components/priorities/production/kustomization.yaml",
          "components/priorities/staging/kustomization.yaml",
          "components/web/base/kustomization.yaml",
          "components/web/base/web.yaml",
          "components/web/production/kustomization.yaml",
          "components/web/staging/kustomization.yaml",
          "flotilla",
          "pom.xml",
          "src/main/java/fleet/MyFleet.java",
          "src/test/java/fleet/MyFleetTest.java");

  private static final List<String> CONTENT =
      List.of(
          ".github/workflows/ci.yml",
          ".github/workflows/image-updates.yml",
          GITIGNORE,
          "README.md",
          "src/main/java/content/MyContent.java",
          "src/test/java/content/MyContentTest.java");

  private ProjectTemplate() {}

  /** Returns those of a fleet, from path to content, with each name of {@code values} filled in. */
  public static SortedMap<String, String> fleet(Map<String, String> values) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(Map.of("kind", "fleet", "main", "fleet.MyFleet"));
    SortedMap<String, String> files = new TreeMap<>();
    FLEET.forEach(file -> files.put(file, read("", file).fill(all)));
    return files;
  }

  /** Returns those of a project with content alone, which is built and started as a fleet is. */
  public static SortedMap<String, String> content(Map<String, String> values) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(Map.of("kind", "content", "main", "content.MyContent"));
    SortedMap<String, String> files = new TreeMap<>();
    CONTENT.forEach(file -> files.put(file, read(FOLDER_OF_CONTENT, file).fill(all)));
    files.put("pom.xml", read("", "pom.xml").fill(all));
    files.put("content", read("", "flotilla").fill(all));
    return files;
  }

  private static Template read(String folder, String file) {
    // Maven leaves a file of the real name out of jars.
    return Template.of(
        ProjectTemplate.class, folder + (file.equals(GITIGNORE) ? "gitignore" : file));
  }
}
