package dev.flotilla.main.project;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a new project, except the workflows that publish its fleet. */
public final class ProjectTemplate {
  private static final String GITIGNORE = ".gitignore";

  private static final List<String> FILES =
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

  private ProjectTemplate() {}

  /** Returns the files, from path to content, with each name of {@code values} filled in. */
  public static SortedMap<String, String> fill(Map<String, String> values) {
    SortedMap<String, String> files = new TreeMap<>();
    FILES.forEach(file -> files.put(file, read(file).fill(values)));
    return files;
  }

  private static Template read(String file) {
    // Maven leaves a file of the real name out of jars.
    return Template.of(ProjectTemplate.class, file.equals(GITIGNORE) ? "gitignore" : file);
  }
}
