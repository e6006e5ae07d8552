package dev.flotilla.main.review.print;

import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What Flux would change on one cluster, short enough for a warning in the plan of its stack. */
public final class ClusterSummary {
  private static final int MAX_LINES = 20;
  private static final int MAX_WIDTH = 140;

  private ClusterSummary() {}

  /** Returns it; an empty text if it is known that nothing changes. */
  public static String of(ChangeSet set, String cluster) {
    List<String> lines = new ArrayList<>();
    set.notCompared().stream()
        .filter(one -> one.clusters().contains(cluster))
        .forEach(one -> lines.add("not compared: " + one.subject() + ": " + one.reason()));
    set.dangers().stream()
        .filter(danger -> danger.clusters().contains(cluster))
        .forEach(
            danger ->
                lines.add(
                    "%s: %s %s".formatted(danger.kind().id(), danger.subject(), danger.message())));
    if (set.newClusters().contains(cluster)) {
      lines.add("+ all of it: the cluster is new");
    }
    ObjectText.of(set).stream()
        .filter(object -> object.clusters().contains(cluster))
        .forEach(object -> lines.add(line(object)));
    if (lines.isEmpty()) {
      return "";
    }
    String head = "Flux, not this plan, changes on '%s'%s:\n".formatted(cluster, comparedWith(set));
    String shown =
        lines.stream()
            .limit(MAX_LINES)
            .map(line -> "  " + shortened(line.replace('\n', ' ')) + "\n")
            .collect(Collectors.joining());
    int rest = Math.max(lines.size() - MAX_LINES, 0);
    return head
        + shown
        + (rest == 0 ? "" : "  … and %d more\n".formatted(rest))
        + "  see all of it with: flotilla diff %s\n".formatted(cluster);
  }

  private static String comparedWith(ChangeSet set) {
    return set.comparisons().isEmpty()
        ? ""
        : set.comparisons().stream()
            .map(Comparison::reference)
            .collect(Collectors.joining(" and ", ", compared with ", ""));
  }

  private static String line(ObjectText object) {
    List<String> inside = object.fields().stream().map(FieldText::path).distinct().toList();
    String more =
        inside.isEmpty()
            ? object.inside().isEmpty() ? "" : ", with %d more".formatted(object.inside().size())
            : ": " + String.join(", ", inside);
    return object.sign() + " " + object.object() + more;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_WIDTH ? text : text.substring(0, MAX_WIDTH) + "…";
  }
}
