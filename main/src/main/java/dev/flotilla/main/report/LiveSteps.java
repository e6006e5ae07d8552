package dev.flotilla.main.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * The steps that are running, as a table at the bottom of a terminal: drawn anew as time goes by,
 * below all lines that are printed. Where no terminal shows it, nothing is drawn.
 */
final class LiveSteps {
  /** Short enough to be seen as time that passes. */
  private static final Duration PERIOD = Duration.ofMillis(200);

  /** Fits any terminal: what is higher than that could not be erased. */
  private static final int MAX_ROWS = 10;

  private static final String UP = "\u001b[%dA";
  private static final String ERASE_BELOW = "\u001b[J";

  /** A row that is wider than the terminal is cut off there, and not wrapped. */
  private static final String NO_WRAP = "\u001b[?7l";

  private static final String WRAP = "\u001b[?7h";

  /** What is shown of a step. */
  interface Row {
    /** Returns its title, how far it is, and how long it has been running. */
    String[] cells();
  }

  private final PrintStream terminal;
  private final boolean isShown;
  private final Set<Row> rows = new LinkedHashSet<>();
  private Optional<Future<?>> drawing = Optional.empty();
  private int drawnRows;

  private LiveSteps(PrintStream terminal, boolean isShown) {
    this.terminal = terminal;
    this.isShown = isShown;
  }

  /**
   * Returns a table without steps.
   *
   * @param isShown whether {@code terminal} is one
   */
  static LiveSteps on(PrintStream terminal, boolean isShown) {
    return new LiveSteps(terminal, isShown);
  }

  /** Returns whether a user sees them, so that they need not print that they are running. */
  boolean isShown() {
    return isShown;
  }

  synchronized void add(Row row) {
    if (isShown) {
      rows.add(row);
      redraw();
      if (drawing.isEmpty()) {
        drawing = Optional.of(PeriodicTasks.every(PERIOD, this::redraw));
      }
    }
  }

  synchronized void remove(Row row) {
    if (rows.remove(row)) {
      redraw();
    }
    if (rows.isEmpty()) {
      drawing.ifPresent(task -> task.cancel(false));
      drawing = Optional.empty();
    }
  }

  /** Prints whole lines above the table. */
  synchronized void print(PrintStream target, String lines) {
    erase();
    target.print(lines);
    target.flush();
    draw();
  }

  synchronized void redraw() {
    erase();
    draw();
  }

  private void erase() {
    if (drawnRows > 0) {
      terminal.print(UP.formatted(drawnRows) + ERASE_BELOW);
      terminal.flush();
      drawnRows = 0;
    }
  }

  private void draw() {
    if (!rows.isEmpty()) {
      List<String> lines = lines();
      terminal.print(NO_WRAP + String.join("\n", lines) + "\n" + WRAP);
      terminal.flush();
      drawnRows = lines.size();
    }
  }

  private List<String> lines() {
    Table table = new Table("RUNNING", "", "TIME");
    rows.stream().limit(MAX_ROWS).forEach(row -> table.row(row.cells()));
    List<String> lines = new ArrayList<>(table.lines());
    if (rows.size() > MAX_ROWS) {
      lines.add("… and %d more".formatted(rows.size() - MAX_ROWS));
    }
    return lines;
  }
}
