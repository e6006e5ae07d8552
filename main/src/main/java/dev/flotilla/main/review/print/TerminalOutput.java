package dev.flotilla.main.review.print;

import dev.flotilla.main.report.Report;
import dev.flotilla.main.review.change.ChangeSet;
import dev.flotilla.main.review.change.Danger;
import dev.flotilla.main.review.change.NotCompared;
import dev.flotilla.main.review.change.StackPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Prints a change set on a terminal: what fits a screen, or all of it. */
public final class TerminalOutput {
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BOLD = "1";

  /** Dangers, and lines of changes, that fit a screen together. */
  private static final int MAX_DANGERS = 15;

  private static final int MAX_LINES = 24;
  private static final int MAX_LINES_OF_OBJECT = 8;
  private static final int MAX_WIDTH = 140;

  private final Report report;
  private final boolean full;

  /**
   * Creates an output.
   *
   * @param full whether it prints everything
   */
  public TerminalOutput(Report report, boolean full) {
    this.report = report;
    this.full = full;
  }

  /** Prints it; the plans of stacks are always printed as a whole. */
  public void print(ChangeSet set) {
    printDangers(set.dangers());
    set.comparisons().forEach(comparison -> report.data(comparison.toString()));
    set.notCompared().forEach(this::printNotCompared);
    if (set.hasArtifactChanges()) {
      printClusters("+ new cluster", GREEN, set.newClusters());
      printClusters("- removed cluster", RED, set.removedClusters());
      printObjects(ObjectText.of(set));
    } else if (!set.comparisons().isEmpty()) {
      report.data("No changes. Both render to the same objects.");
    }
    set.plans().forEach(this::printPlan);
    UnchangedText.of(set)
        .ifPresent(text -> report.data(colored(YELLOW, "not planned") + ": " + text));
  }

  private void printDangers(List<Danger> dangers) {
    if (dangers.isEmpty()) {
      return;
    }
    report.data(colored(BOLD, "Dangers"));
    int shown = full ? dangers.size() : Math.min(dangers.size(), MAX_DANGERS);
    for (Danger danger : dangers.subList(0, shown)) {
      report.data(
          "  %s: %s %s (%s)"
              .formatted(
                  colored(RED, danger.kind().id()),
                  danger.subject(),
                  shortened(danger.message()),
                  ClusterText.of(danger.clusters())));
    }
    if (shown < dangers.size()) {
      String kinds =
          dangers.subList(shown, dangers.size()).stream()
              .collect(
                  Collectors.groupingBy(
                      danger -> danger.kind().id(), TreeMap::new, Collectors.counting()))
              .entrySet()
              .stream()
              .map(kind -> kind.getKey() + " " + kind.getValue())
              .collect(Collectors.joining(", "));
      report.data(
          "  … and %d more dangers, see --full: %s".formatted(dangers.size() - shown, kinds));
    }
    report.data("");
  }

  private void printNotCompared(NotCompared one) {
    report.data(
        "%s: %s of %s: %s"
            .formatted(
                colored(YELLOW, "not compared"),
                one.subject(),
                ClusterText.of(one.clusters()),
                one.reason().replace("\n", "\n  ")));
  }

  private void printClusters(String what, String color, List<String> clusters) {
    if (!clusters.isEmpty()) {
      report.data(
          colored(color, what + (clusters.size() == 1 ? ": " : "s: ") + ClusterText.of(clusters)));
    }
  }

  private void printObjects(List<ObjectText> objects) {
    int printed = 0;
    for (int i = 0; i < objects.size(); i++) {
      List<String> lines = lines(objects.get(i));
      if (!full && printed > 0 && printed + lines.size() > MAX_LINES) {
        report.data("… and %d more objects, see --full".formatted(objects.size() - i));
        return;
      }
      lines.forEach(report::data);
      printed += lines.size();
    }
  }

  private List<String> lines(ObjectText object) {
    List<String> lines = new ArrayList<>();
    String color = object.sign() == '+' ? GREEN : object.sign() == '-' ? RED : YELLOW;
    lines.add(
        "%s (%s)"
            .formatted(
                colored(color, object.sign() + " " + object.object()),
                ClusterText.of(object.clusters())));
    if (!object.inside().isEmpty()) {
      String names =
          object.inside().stream().map(Object::toString).collect(Collectors.joining(", "));
      int count = object.inside().size();
      lines.add(
          "    with %d %s: %s"
              .formatted(count, count == 1 ? "object" : "objects", shortened(names)));
    }
    if (!object.remains().isEmpty()) {
      lines.add("    stays: " + shortened(String.join(", ", object.remains())));
    }
    for (FieldText field : object.fields()) {
      lines.addAll(lines(field, object.clusters()));
    }
    if (!full && lines.size() > MAX_LINES_OF_OBJECT) {
      int rest = lines.size() - MAX_LINES_OF_OBJECT + 1;
      lines.subList(MAX_LINES_OF_OBJECT - 1, lines.size()).clear();
      lines.add("    … and %d more lines, see --full".formatted(rest));
    }
    return lines;
  }

  private List<String> lines(FieldText field, List<String> clusters) {
    String where =
        field.clusters().equals(clusters) ? "" : " (" + ClusterText.of(field.clusters()) + ")";
    if (field.isShort()) {
      return List.of(
          "    %s: %s -> %s%s"
              .formatted(
                  field.path(),
                  colored(RED, shortened(field.before().get(0))),
                  colored(GREEN, shortened(field.after().get(0))),
                  where));
    }
    List<String> lines = new ArrayList<>(List.of("    " + field.path() + ":" + where));
    for (DiffLine line : field.diff()) {
      lines.add(
          "      "
              + colored(
                  line.sign() == '+' ? GREEN : RED, line.sign() + " " + shortened(line.text())));
    }
    return lines;
  }

  private void printPlan(StackPlan plan) {
    report.data("# " + plan.cluster());
    plan.lines().forEach(report::data);
  }

  private String shortened(String text) {
    return full || text.length() <= MAX_WIDTH ? text : text.substring(0, MAX_WIDTH) + "…";
  }

  private String colored(String color, String text) {
    return report.color() ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
  }
}
