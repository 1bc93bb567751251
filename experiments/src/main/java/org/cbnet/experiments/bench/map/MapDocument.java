package org.cbnet.experiments.bench.map;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The map as a page for people. */
final class MapDocument {
  private final List<MapCell> cells;
  private final List<String> failures;
  private final MapSummary summary;
  private final String transport;
  private final String machine;
  private final MapPlan plan;

  /**
   * @param failures cells that could not be measured, and why
   */
  MapDocument(
      List<MapCell> cells, List<String> failures, MapPlan plan, String transport, String machine) {
    this.cells = List.copyOf(cells);
    this.failures = List.copyOf(failures);
    this.summary = new MapSummary(cells);
    this.plan = plan;
    this.transport = transport;
    this.machine = machine;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Where to divide a network: ").append(summary.title()).append("\n\n");
    text.append(summary.where()).append("\n\n").append(method()).append('\n').append(summary());
    for (String backbone : cells.stream().map(MapCell::backbone).distinct().toList()) {
      text.append("\n## `%s`\n\n".formatted(backbone)).append(table(backbone));
    }
    return text.toString();
  }

  String summary() {
    return summary.text()
        + failures.stream().map("- Failed: %s.%n"::formatted).collect(Collectors.joining());
  }

  private String method() {
    return """
    Made by `./cbnet bench map`. Measured on %s: **x86-64, not a Pi**; device and cloud are the same processor. Speeds above 1 are *emulated*: the
    device's stages take so many times as long, by spinning. Links are emulated by a proxy ([027](design/027-link-emulation.md)). Transport: `%s`. Features cross as 8 bits with LZ4, the
    image as PNG or raw. Each cut was held fast for %d frames, in turns of a random order with all others and with `partition`: these tell what was predicted well, and which cuts come within %.1f times
    the least. Those cuts and `partition` then had %d turns more, of %d frames and %d ms at least (a cell's within about %d s), by which the best and the ratio to it are told: the least of many medians of few frames
    is that of a cut which was lucky. Figures are medians from decoded pixels to label, milliseconds.

    *Best* is the least median among the finals' cuts whose answers were their own: at most %.0f %% of the frames fell back to the device. The deadline is %.0f s, so no frame falls back because the way is long. Over `flaky`
    a held cut's frame that met an outage was taken again after it (*repeated*): cuts are compared while the link is there, `partition` has its outages in its frames. Over `offline` only the device answers, so the best is
    the device, and the ratio says what it costs to look for a link in vain.
    """
        .formatted(
            machine,
            transport,
            plan.rounds() * plan.frames(),
            CellTrial.FINALISTS,
            plan.finals(),
            plan.frames(),
            TimeUnit.NANOSECONDS.toMillis(CellTrial.FINAL_TURN_NANOS),
            TimeUnit.NANOSECONDS.toSeconds(CellTrial.FINALS_NANOS),
            100 * CutFigure.MOST_FELL_BACK,
            plan.deadline().toMillis() / 1e3);
  }

  private String table(String backbone) {
    StringBuilder table =
        new StringBuilder(
            """
            | link | device | best cut | | best | all on the device | all in the cloud | `partition` | its cut | of the best | fell back: cuts, `partition` | repeated |
            |---|---|---|---|---|---|---|---|---|---|---|---|
            """);
    for (MapCell cell : cells) {
      if (cell.backbone().equals(backbone)) {
        table.append(row(cell));
      }
    }
    return table.toString();
  }

  private static String row(MapCell cell) {
    return String.format(
        Locale.ROOT,
        "| `%s` | 1/%s | `%s` | %s | %s | %s | %s | %s | `%s` | %.2f | %s, %d of %d | %d |%n",
        cell.link(),
        MapSummary.speed(cell),
        cell.best().cut(),
        cell.best().kind(),
        MapSummary.millis(cell.best().p50Micros()),
        MapSummary.millis(cell.deviceP50Micros()),
        MapSummary.millis(cell.cloudP50Micros()),
        MapSummary.millis(cell.partition().p50Micros()),
        cell.partition().cut(),
        cell.ratio(),
        fellBack(cell),
        cell.partition().fellBack(),
        cell.partition().frames(),
        cell.cuts().stream().mapToInt(CutFigure::repeated).sum());
  }

  // Of each cut, where there is anything to tell.
  private static String fellBack(MapCell cell) {
    String told =
        cell.cuts().stream()
            .filter(cut -> cut.fellBack() > 0)
            .map(cut -> "`%s` %d of %d".formatted(cut.cut(), cut.fellBack(), cut.frames()))
            .collect(Collectors.joining("; "));
    return told.isEmpty() ? "0" : told;
  }
}
