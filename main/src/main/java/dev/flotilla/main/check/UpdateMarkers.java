package dev.flotilla.main.check;

import dev.flotilla.fleet.kubernetes.Suggestion;
import dev.flotilla.main.invocation.Invocation;
import dev.flotilla.main.publish.content.FileWalk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CommentEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Compares the markers below a folder such as {@code components} with the policies beside it, which
 * one cluster applies and no artifact has. Flux passes over a marker whose policy is missing, and
 * over a policy without a marker. The checker looks at the markers themselves.
 */
final class UpdateMarkers {
  private static final String RULE = "marker";
  private static final String POLICIES = "update-policies";
  private static final Pattern MARKER =
      Pattern.compile("\"\\$imagepolicy\"\\s*:\\s*\"[^\":]+:([^\":]+)");

  /** A policy, or a marker that names one. */
  private record Named(String policy, Path file, int line) {}

  private final Invocation invocation;
  private final Path parent;

  private UpdateMarkers(Invocation invocation, Path parent) {
    this.invocation = invocation;
    this.parent = parent;
  }

  /** Returns what is wrong; nothing, if there is no folder with policies. */
  static List<CheckProblem> problems(Invocation invocation, Path parent) {
    return Files.isDirectory(parent.resolveSibling(POLICIES))
        ? new UpdateMarkers(invocation, parent).problems()
        : List.of();
  }

  private List<CheckProblem> problems() {
    List<Named> policies =
        find(parent.resolveSibling(POLICIES), "ImagePolicy", UpdateMarkers::policies);
    List<Named> markers = find(parent, "$imagepolicy", UpdateMarkers::markers);
    SortedSet<String> defined = names(policies);
    SortedSet<String> marked = names(markers);
    List<CheckProblem> problems = new ArrayList<>();
    for (Named marker : markers) {
      if (!defined.contains(marker.policy())) {
        problems.add(
            problem(
                marker,
                "a marker must name a policy that '%s' has, got '%s'; %s"
                    .formatted(
                        POLICIES,
                        marker.policy(),
                        Suggestion.hint(marker.policy(), defined, "define it; there are: "))));
      }
    }
    for (Named policy : policies) {
      if (!marked.contains(policy.policy())) {
        problems.add(
            problem(
                policy,
                "a policy must be named by a marker below '%s', got none for ImagePolicy '%s'; remove it, or write '# {\"$imagepolicy\": \"<namespace>:%s:tag\"}' after the value that it raises"
                    .formatted(invocation.shown(parent), policy.policy(), policy.policy())));
      }
    }
    return problems;
  }

  private static SortedSet<String> names(List<Named> all) {
    SortedSet<String> names = new TreeSet<>();
    all.forEach(one -> names.add(one.policy()));
    return names;
  }

  private CheckProblem problem(Named at, String text) {
    int remedy = text.indexOf("; ");
    return new CheckProblem(
        invocation.shown(at.file()).toString(),
        at.line(),
        List.of(),
        List.of(),
        "",
        "",
        RULE,
        text.substring(0, remedy),
        text.substring(remedy + "; ".length()),
        "");
  }

  /** Finds something in one file. */
  private interface Finder {
    List<Named> find(Path file, String text);
  }

  private static List<Named> find(Path folder, String word, Finder finder) {
    List<Named> found = new ArrayList<>();
    FileWalk.read(
        folder,
        file -> file.toString().matches(".*\\.ya?ml"),
        (file, content) -> {
          String text = new String(content, StandardCharsets.UTF_8);
          if (text.contains(word)) {
            found.addAll(inFile(file, text, finder));
          }
        });
    return found;
  }

  /** What is no YAML is passed over: kustomize says what is wrong with the files that it reads. */
  private static List<Named> inFile(Path file, String text, Finder finder) {
    try {
      return finder.find(file, text);
    } catch (YamlEngineException e) {
      return List.of();
    }
  }

  private static List<Named> markers(Path file, String text) {
    List<Named> markers = new ArrayList<>();
    LoadSettings settings = LoadSettings.builder().setParseComments(true).build();
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CommentEvent comment) {
        Matcher marker = MARKER.matcher(comment.getValue());
        if (marker.find()) {
          markers.add(new Named(marker.group(1), file, line(event.getStartMark())));
        }
      }
    }
    return markers;
  }

  private static List<Named> policies(Path file, String text) {
    List<Named> policies = new ArrayList<>();
    for (Node document : new Compose(LoadSettings.builder().build()).composeAllFromString(text)) {
      if (scalar(document, "kind").equals("ImagePolicy")) {
        value(document, "metadata")
            .map(metadata -> scalar(metadata, "name"))
            .ifPresent(name -> policies.add(new Named(name, file, line(document.getStartMark()))));
      }
    }
    return policies;
  }

  private static String scalar(Node node, String key) {
    return value(node, key)
        .filter(ScalarNode.class::isInstance)
        .map(value -> ((ScalarNode) value).getValue())
        .orElse("");
  }

  private static Optional<Node> value(Node node, String key) {
    if (!(node instanceof MappingNode map)) {
      return Optional.empty();
    }
    return map.getValue().stream()
        .filter(
            tuple -> tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key))
        .map(NodeTuple::getValueNode)
        .findFirst();
  }

  private static int line(Optional<Mark> mark) {
    return mark.map(at -> at.getLine() + 1).orElse(0);
  }
}
