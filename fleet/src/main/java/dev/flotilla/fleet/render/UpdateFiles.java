package dev.flotilla.fleet.render;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.ContentItem;
import dev.flotilla.fleet.content.internal.VersionsFile;
import dev.flotilla.fleet.content.update.VersionUse;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.object.SharedObjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all content of a repository has together: the versions of its charts, and the policies by
 * which update automation raises them.
 *
 * <p>The versions are in no artifact. Nor are the policies: the cluster with the automation gets
 * them from the Git repository that it updates, and no other cluster does.
 */
public final class UpdateFiles {
  /** The folder that {@code UpdateAutomationProps} names, beside the one with the content. */
  static final String POLICIES = "update-policies/charts.yaml";

  private final SortedMap<String, Owned> byName = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /** A chart, and the automation that raises its version, if any does. */
  private record Owned(VersionUse use, Optional<String> automation) {
    List<KubernetesObject> policy() {
      return automation.map(use::policy).orElse(List.of());
    }

    VersionsFile.Line line() {
      return new VersionsFile.Line(
          use.version().value().orElse(""),
          automation.map(namespace -> namespace + ":" + use.version().name()));
    }
  }

  /** Collects what all content of a repository has. */
  public UpdateFiles(Collection<Content> contents) {
    contents.forEach(this::add);
    SharedObjects checked = new SharedObjects();
    byName.values().stream()
        .flatMap(owned -> owned.policy().stream())
        .flatMap(object -> checked.mistakes(object).stream())
        .forEach(message -> problems.add(new Problem(POLICIES, message)));
  }

  private void add(Content content) {
    for (Content.Entry entry : content.entries()) {
      for (VersionUse use : entry.item().versions()) {
        add(content, entry.item(), use);
      }
    }
  }

  private void add(Content content, ContentItem item, VersionUse use) {
    String name = use.version().name();
    boolean isUpdated = use.update().isPresent();
    if (isUpdated && content.automation().isEmpty()) {
      problems.add(
          new Problem(
              content.name(),
              "content whose charts have autoUpdate must name its update automation, got none for %s; add updatedBy(\"<name of the UpdateAutomation>\")"
                  .formatted(item.id())));
    }
    Owned owned = new Owned(use, isUpdated ? content.automation() : Optional.empty());
    Owned other = byName.putIfAbsent(name, owned);
    if (other != null && !other.equals(owned)) {
      problems.add(
          new Problem(
              content.name(),
              "a name in versions.yaml must be of one chart, updated in one way, got '%s' for another with %s; use a name of its own"
                  .formatted(name, item.id())));
    }
  }

  /** Returns what is wrong within the content, whatever is written already. */
  List<Problem> problems() {
    return problems;
  }

  /** Returns what is wrong with the versions that there are, or with those of the content. */
  List<Problem> differences(VersionsFile present) {
    List<Problem> found = new ArrayList<>();
    present.problems().forEach(message -> found.add(new Problem(VersionsFile.NAME, message)));
    byName.forEach(
        (name, owned) -> {
          Optional<String> value = owned.use().version().value();
          Optional<String> written = Optional.ofNullable(present.versions().get(name));
          if (value.isEmpty() && present.problems().isEmpty()) {
            found.add(missing(name, present));
          }
          if (value.isPresent() && written.isPresent() && !value.equals(written)) {
            found.add(
                new Problem(
                    VersionsFile.NAME,
                    "content must be built with the versions of the file, which has '%s' for '%s', got '%s'; read them with ContentFolder.versions"
                        .formatted(written.get(), name, value.get())));
          }
        });
    return found;
  }

  private static Problem missing(String name, VersionsFile present) {
    String remedy =
        Suggestion.nearest(name, present.versions().keySet())
            .map(near -> "did you mean '" + near + "'?")
            .orElse("begin with one, versions.chart(\"%s\", \"1.2.3\")".formatted(name));
    return new Problem(
        VersionsFile.NAME,
        "the version of a chart must be in the file, got none for '%s'; %s"
            .formatted(name, remedy));
  }

  /**
   * Returns the files that there are to be, with their texts.
   *
   * @param folder the folder with the content, such as {@code components}
   */
  public SortedMap<Path, String> files(Path folder) {
    SortedMap<Path, String> files = new TreeMap<>();
    versions().ifPresent(text -> files.put(folder.resolve(VersionsFile.NAME), text));
    policies().ifPresent(text -> files.put(policies(folder), text));
    return files;
  }

  /** Returns the file with the policies. */
  static Path policies(Path folder) {
    return folder.resolveSibling(POLICIES);
  }

  private Optional<String> versions() {
    SortedMap<String, VersionsFile.Line> lines = new TreeMap<>();
    byName.forEach((name, owned) -> lines.put(name, owned.line()));
    return lines.isEmpty() ? Optional.empty() : Optional.of(VersionsFile.write(lines));
  }

  private Optional<String> policies() {
    List<String> objects =
        byName.values().stream()
            .flatMap(owned -> owned.policy().stream())
            .map(object -> Yaml.write(object.toMap()))
            .toList();
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(ContentFiles.MARK + String.join("---\n", objects));
  }
}
