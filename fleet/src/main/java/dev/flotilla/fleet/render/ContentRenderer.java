package dev.flotilla.fleet.render;

import dev.flotilla.fleet.content.Content;
import dev.flotilla.fleet.content.ContentItem;
import dev.flotilla.fleet.content.ContentPhase;
import dev.flotilla.fleet.content.internal.Substitution;
import dev.flotilla.fleet.kubernetes.KubernetesObject;
import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.fleet.kubernetes.Yaml;
import dev.flotilla.fleet.object.Problem;
import dev.flotilla.fleet.object.SharedObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Renders content: for each environment and phase a folder that Kustomize builds, with a file for
 * each item.
 */
public final class ContentRenderer {
  private final Content content;
  private final Substitution substitution;
  private final SharedObjects checked = new SharedObjects();
  private final SortedMap<String, String> files = new TreeMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private ContentRenderer(Content content) {
    this.content = content;
    this.substitution = new Substitution(content.isSubstituted());
  }

  /** Returns the files of content, and all that is wrong with it. */
  public static RenderedContent render(Content content) {
    ContentRenderer renderer = new ContentRenderer(content);
    renderer.requireEnvironments();
    content.environments().forEach(renderer::environment);
    return new RenderedContent(
        content.name(), renderer.files, renderer.problems.stream().distinct().toList());
  }

  private void requireEnvironments() {
    content
        .entries()
        .forEach(
            entry ->
                Stream.concat(entry.environment().stream(), entry.item().environments().stream())
                    .filter(name -> !content.environments().contains(name))
                    .forEach(name -> addProblem(content.name(), unknown(name, entry.item()))));
  }

  private String unknown(String environment, ContentItem item) {
    return "an environment must be one that the content has, got '%s' for %s; %s"
        .formatted(
            environment,
            item.id(),
            Suggestion.hint(environment, content.environments(), "add it, there are: "));
  }

  private void environment(String environment) {
    EnvironmentObjects all = new EnvironmentObjects(substitution, checked);
    for (ContentPhase phase : content.phases()) {
      String folder = phase.folder(environment);
      String place = content.name() + "/" + folder;
      List<ContentItem> items = content.items(phase, environment);
      Map<String, String> names = new LinkedHashMap<>();
      for (ContentItem item : items) {
        item.problems(environment).forEach(message -> addProblem(place, message));
      }
      all.begin(items).forEach(message -> addProblem(place, message));
      for (ContentItem item : items) {
        List<KubernetesObject> objects = all.add(item.objects(environment));
        if (!objects.isEmpty()) {
          String name = ContentFiles.name(objects.get(objects.size() - 1), names.keySet());
          names.put(name, text(objects));
        }
      }
      all.problems().forEach(message -> addProblem(place, message));
      files.put(
          folder + "/" + ContentFiles.KUSTOMIZATION, ContentFiles.kustomization(names.keySet()));
      names.forEach((name, text) -> files.put(folder + "/" + name, text));
    }
  }

  private String text(List<KubernetesObject> objects) {
    return String.join(
        "---\n",
        objects.stream().map(object -> Yaml.write(substitution.apply(object).toMap())).toList());
  }

  private void addProblem(String place, String message) {
    problems.add(new Problem(place, message));
  }
}
