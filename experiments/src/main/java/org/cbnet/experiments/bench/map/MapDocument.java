package org.cbnet.experiments.bench.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cbnet.experiments.bench.device.Quantiles;

/** The map as a page for people. */
final class MapDocument {
  private static final double WITHIN = 1.1;

  private final List<MapCell> cells;
  private final String transport;
  private final String machine;
  private final MapPlan plan;

  MapDocument(List<MapCell> cells, MapPlan plan, String transport, String machine) {
    this.cells = List.copyOf(cells);
    this.plan = plan;
    this.transport = transport;
    this.machine = machine;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# Where to divide a network\n\n").append(firstLine()).append("\n\n");
    text.append(
"""
Made by `./cbnet bench map`. Measured on %s: **x86-64, not a Pi**; device and cloud are the same processor. Speeds above 1 are *emulated*: the
device's stages take so many times as long, by waiting. Links are emulated by a proxy ([027](design/027-link-emulation.md)). Transport: `%s`. Features cross as 8 bits with LZ4, the
image as PNG or raw. Each cut was held fast for %d frames, in turns of a random order with all others and with `partition`; figures are medians from decoded pixels to label, milliseconds.

"""
            .formatted(machine, transport, plan.rounds() * plan.frames()));
    text.append(summary());
    for (String backbone : cells.stream().map(MapCell::backbone).distinct().toList()) {
      text.append("\n## `%s`\n\n".formatted(backbone)).append(table(backbone));
    }
    return text.toString();
  }

  private String firstLine() {
    List<String> inner =
        cells.stream()
            .filter(cell -> cell.best().kind().equals("inner"))
            .map(
                cell ->
                    "`%s` on a device of 1/%s over `%s`"
                        .formatted(cell.backbone(), speed(cell), cell.link()))
            .toList();
    return inner.isEmpty()
        ? "**No inner cut is the best anywhere on this map:** all on the device or all in the cloud"
            + " always is."
        : "An inner cut is the best for " + String.join("; ", inner) + ".";
  }

  String summary() {
    List<Double> errors = errors();
    List<MapCell> off = cells.stream().filter(cell -> cell.ratio() > WITHIN).toList();
    return String.format(
        Locale.ROOT,
"""
- All on the device is the best in %d of %d cells, an inner cut in %d, all in the cloud in %d.
- `partition` is within 10 %% of the best measured cut at the median in %d of %d cells%s; the worst is %.2f.
- Predicted against the mean measured, over all cuts and cells (%d): median error %.1f %%.
""",
        wins("device"),
        cells.size(),
        wins("inner"),
        wins("cloud"),
        cells.size() - off.size(),
        cells.size(),
        off.isEmpty() ? "" : " (not: " + names(off) + ")",
        cells.stream().mapToDouble(MapCell::ratio).max().orElse(Double.NaN),
        errors.size(),
        100 * Quantiles.median(errors));
  }

  /** Of all predictions, relative. */
  List<Double> errors() {
    List<Double> errors = new ArrayList<>();
    for (MapCell cell : cells) {
      for (CutFigure cut : cell.cuts()) {
        // A frame that fell back did not go the way that was predicted.
        if (Double.isFinite(cut.predictionError()) && cut.fellBack() == 0) {
          errors.add(cut.predictionError());
        }
      }
    }
    return errors;
  }

  private long wins(String kind) {
    return cells.stream().filter(cell -> cell.best().kind().equals(kind)).count();
  }

  private String table(String backbone) {
    StringBuilder table =
        new StringBuilder(
"""
| link | device | best cut | | best | all on the device | all in the cloud | `partition` | its cut | of the best |
|---|---|---|---|---|---|---|---|---|---|
""");
    for (MapCell cell : cells) {
      if (cell.backbone().equals(backbone)) {
        table.append(
            String.format(
                Locale.ROOT,
                "| `%s` | 1/%s | `%s` | %s | %.2f | %.2f | %s | %.2f | `%s` | %.2f |%n",
                cell.link(),
                speed(cell),
                cell.best().cut().id(),
                cell.best().kind(),
                cell.best().p50Micros() / 1e3,
                cell.deviceP50Micros() / 1e3,
                Double.isNaN(cell.cloudP50Micros())
                    ? "-"
                    : String.format(Locale.ROOT, "%.2f", cell.cloudP50Micros() / 1e3),
                cell.partitionP50Micros() / 1e3,
                cell.partitionCut(),
                cell.ratio()));
      }
    }
    return table.toString();
  }

  private static String names(List<MapCell> cells) {
    return cells.stream()
        .map(
            cell ->
                String.format(
                    Locale.ROOT,
                    "`%s` 1/%s `%s` %.2f",
                    cell.backbone(),
                    speed(cell),
                    cell.link(),
                    cell.ratio()))
        .collect(Collectors.joining(", "));
  }

  private static String speed(MapCell cell) {
    return String.format(Locale.ROOT, "%.0f", cell.speed());
  }
}
