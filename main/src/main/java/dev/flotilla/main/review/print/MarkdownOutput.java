package dev.flotilla.main.review.print;

import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.DangerKind;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.StackPlan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A change set as one comment of a pull request: dangers first and all of them, then details as far
 * as a comment takes them.
 *
 * @see <a href="https://docs.github.com/en/rest/issues/comments">comments of GitHub</a>
 */
public final class MarkdownOutput {
  /** What GitHub takes, less what a workflow may write around it. */
  public static final int MAX_LENGTH = 65_536 - 1_024;

  /** One object, or one plan, must not take the room of all others. */
  private static final int MAX_DETAILS = 8_000;

  private final StringBuilder text = new StringBuilder();
  private final int maxLength;

  private MarkdownOutput(int maxLength) {
    this.maxLength = maxLength;
  }

  /** Returns the comment, which is as long as GitHub takes it at most. */
  public static String of(ChangeSet set) {
    return of(set, MAX_LENGTH);
  }

  /** Returns the comment, whose details have room in {@code maxLength} characters. */
  public static String of(ChangeSet set, int maxLength) {
    MarkdownOutput output = new MarkdownOutput(maxLength);
    output.addHead(set);
    output.addDangers(set.dangers());
    output.addDetails(set);
    return output.text.toString();
  }

  private void addHead(ChangeSet set) {
    List<ObjectText> objects = ObjectText.of(set);
    long stacks = set.plans().stream().filter(StackPlan::hasChanges).count();
    List<String> parts = new ArrayList<>();
    add(parts, set.dangers().size(), "danger");
    add(parts, set.newClusters().size(), "new cluster");
    add(parts, set.removedClusters().size(), "removed cluster");
    add(parts, objects.size(), "changed object");
    add(parts, stacks, "changed stack");
    boolean isKnown = set.notCompared().isEmpty() && set.unchanged().isEmpty();
    if (parts.isEmpty()) {
      parts.add(isKnown ? "no changes" : "no known changes");
    }
    text.append("## Fleet: ").append(String.join(", ", parts)).append("\n\n");
    int left = set.notCompared().size();
    for (NotCompared one : set.notCompared()) {
      String line = notCompared(one);
      // Half of the room is for dangers.
      if (text.length() + line.length() > maxLength / 2) {
        text.append("- **not compared**: %d more\n".formatted(left));
        break;
      }
      text.append(line);
      left--;
    }
    UnchangedText.of(set)
        .ifPresent(
            unchanged ->
                text.append("- **not planned**: ")
                    .append(MarkdownText.code(unchanged))
                    .append('\n'));
    if (!isKnown) {
      text.append('\n');
    }
    set.comparisons()
        .forEach(
            comparison ->
                text.append("Compared with ")
                    .append(MarkdownText.code(comparison.reference()))
                    .append("\n\n"));
  }

  private static String notCompared(NotCompared one) {
    String clusters = ClusterText.of(one.clusters());
    String all = "%s of %s: %s".formatted(one.subject(), clusters, shortened(one.reason(), 500));
    return "- **not compared**: " + MarkdownText.code(all) + "\n";
  }

  private static void add(List<String> parts, long count, String what) {
    if (count > 0) {
      parts.add(count + " " + what + (count == 1 ? "" : "s"));
    }
  }

  /** In full, else by name alone, else by number: none of them is left out. */
  private void addDangers(List<Danger> dangers) {
    if (dangers.isEmpty()) {
      return;
    }
    text.append("### Dangers\n\n");
    String all =
        dangers.stream().map(MarkdownOutput::line).collect(Collectors.joining("\n", "", "\n\n"));
    String names = byKind(dangers, MarkdownOutput::subjects);
    String numbers = byKind(dangers, of -> String.valueOf(of.size()));
    if (fits(all)) {
      text.append(all);
    } else {
      text.append(fits(names) ? names : numbers)
          .append("shortened: all of it is in the output of `flotilla diff --json`")
          .append("\n\n");
    }
  }

  private static String line(Danger danger) {
    return "- **%s**: %s (%s)"
        .formatted(
            danger.kind().id(),
            MarkdownText.code(danger.subject() + " " + danger.message()),
            MarkdownText.code(ClusterText.of(danger.clusters())));
  }

  private static String subjects(List<Danger> dangers) {
    return dangers.stream()
        .map(danger -> MarkdownText.code(danger.subject()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String byKind(List<Danger> dangers, Function<List<Danger>, String> shown) {
    Map<DangerKind, List<Danger>> kinds = new EnumMap<>(DangerKind.class);
    dangers.forEach(
        danger -> kinds.computeIfAbsent(danger.kind(), kind -> new ArrayList<>()).add(danger));
    StringBuilder lines = new StringBuilder();
    kinds.forEach(
        (kind, of) ->
            lines
                .append("- **")
                .append(kind.id())
                .append("** (")
                .append(of.size())
                .append("): ")
                .append(shown.apply(of))
                .append('\n'));
    return lines.append('\n').toString();
  }

  private void addDetails(ChangeSet set) {
    List<String> sections = new ArrayList<>();
    addClusters(sections, "New clusters", set.newClusters());
    addClusters(sections, "Removed clusters", set.removedClusters());
    ObjectText.of(set).forEach(object -> sections.add(section(object)));
    set.plans().stream()
        .filter(StackPlan::hasChanges)
        .forEach(
            plan -> sections.add(section("Stack " + plan.cluster(), actions(plan), plan.lines())));
    int left = 0;
    for (String section : sections) {
      if (fits(section)) {
        text.append(section);
      } else {
        left++;
      }
    }
    if (left > 0) {
      text.append(
          "%d of %d details are not shown, a comment has no room for them: `flotilla diff --full` prints them.\n"
              .formatted(left, sections.size()));
    }
  }

  private static void addClusters(List<String> sections, String title, List<String> clusters) {
    if (!clusters.isEmpty()) {
      sections.add(section(title, ClusterText.of(clusters), clusters));
    }
  }

  private static String section(ObjectText object) {
    List<String> lines = new ArrayList<>();
    object.inside().forEach(inside -> lines.add(object.sign() + " " + inside));
    object.remains().forEach(what -> lines.add("  stays: " + what));
    for (FieldText field : object.fields()) {
      String where =
          field.clusters().equals(object.clusters())
              ? ""
              : " (" + ClusterText.of(field.clusters()) + ")";
      lines.add("@@ " + field.path() + where + " @@");
      field.diff().forEach(line -> lines.add(line.sign() + " " + line.text()));
    }
    String title = object.sign() + " " + object.object();
    String clusters = ClusterText.of(object.clusters());
    return lines.isEmpty()
        ? "- " + MarkdownText.code(title) + " (" + MarkdownText.code(clusters) + ")\n\n"
        : section(title, clusters, lines);
  }

  /** The plan is cut off where it is long, and says this at its end. */
  private static String actions(StackPlan plan) {
    return plan.resources().stream()
        .collect(
            Collectors.groupingBy(
                resource -> resource.replaceFirst(" .*", ""), TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(action -> action.getKey() + " " + action.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String section(String title, String clusters, List<String> lines) {
    StringBuilder content = new StringBuilder();
    int shown = 0;
    for (String line : lines) {
      if (content.length() + line.length() > MAX_DETAILS) {
        break;
      }
      content.append(MarkdownText.line(line)).append('\n');
      shown++;
    }
    if (shown < lines.size()) {
      content.append(
          "… and %d more lines, see flotilla diff --full\n".formatted(lines.size() - shown));
    }
    String where = clusters.isEmpty() ? "" : " (" + MarkdownText.html(clusters) + ")";
    String fence = MarkdownText.fence(content.toString());
    return "<details><summary><code>%s</code>%s</summary>\n\n%sdiff\n%s%s\n\n</details>\n\n"
        .formatted(MarkdownText.html(title), where, fence, content, fence);
  }

  /** Some room is kept for the line that says what is left out. */
  private boolean fits(String more) {
    return text.length() + more.length() <= maxLength - 200;
  }

  private static String shortened(String line, int length) {
    return line.length() <= length ? line : line.substring(0, length) + "…";
  }
}
