package dev.flotilla.main.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, in columns as wide as their widest text. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> optional = new ArrayList<>();

  /** Creates a table without rows. */
  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Leaves a column out while no row has a text in it, because few fleets have what it shows. */
  public Table optional(String heading) {
    optional.add(rows.get(0).indexOf(heading));
    return this;
  }

  /** Adds a row, with a cell for each heading. */
  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Returns the lines, headings first, without trailing spaces. */
  public List<String> lines() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    int[] shown = IntStream.range(0, widths.length).filter(this::isShown).toArray();
    return rows.stream().map(row -> line(row, widths, shown)).toList();
  }

  private boolean isShown(int column) {
    return !optional.contains(column)
        || rows.stream().skip(1).anyMatch(row -> !row.get(column).isEmpty());
  }

  private static String line(List<String> row, int[] widths, int[] shown) {
    StringBuilder line = new StringBuilder();
    for (int column : shown) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
