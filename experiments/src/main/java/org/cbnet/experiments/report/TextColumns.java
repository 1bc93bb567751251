package org.cbnet.experiments.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Aligns cells for a terminal: the first column to the left, figures to the right. */
final class TextColumns {
  private TextColumns() {}

  /** A line a row; all rows have as many cells. */
  static List<String> align(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElseThrow())
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            i -> {
              String padding = " ".repeat(widths[i] - row.get(i).length());
              return i == 0 ? row.get(i) + padding : padding + row.get(i);
            })
        .collect(Collectors.joining("  ", "  ", ""));
  }
}
