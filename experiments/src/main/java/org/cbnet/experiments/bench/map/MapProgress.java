package org.cbnet.experiments.bench.map;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Tells people how far a map is: an estimate first, then a line a cell with the time left. */
final class MapProgress {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int SECONDS_PER_MINUTE = 60;

  private final Consumer<String> lines;
  private final LongSupplier nanoTime;
  private long beganNanos;
  private double estimated;
  private double estimatedDone;
  private int cells;
  private int done;

  /**
   * @param nanoTime monotonic
   */
  MapProgress(Consumer<String> lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
  }

  /**
   * Cells are about to be measured.
   *
   * @param kept cells that were measured before and are not measured again
   */
  void begins(int toMeasure, int kept, double seconds) {
    cells = toMeasure;
    estimated = seconds;
    beganNanos = nanoTime.getAsLong();
    lines.accept(
        "%d cells to measure%s, about %s on a machine that does nothing else"
            .formatted(cells, kept == 0 ? "" : " (%d kept)".formatted(kept), minutes(estimated)));
    lines.accept(
        "link     device  backbone  best cut               best ms  partition ms  ratio  fell back  left");
  }

  /** A cell is measured. */
  void measured(MapCell cell, double estimatedSeconds) {
    int fellBack = cell.cuts().stream().mapToInt(CutFigure::fellBack).sum();
    lines.accept(
        String.format(
            Locale.ROOT,
            "%-8s 1/%-5.0f %-9s %-22s %8.2f %13.2f %6.2f %10d  %s",
            cell.link(),
            cell.speed(),
            cell.backbone(),
            cell.best().cut(),
            cell.best().p50Micros() / 1e3,
            cell.partition().p50Micros() / 1e3,
            cell.ratio(),
            fellBack,
            left(estimatedSeconds)));
  }

  /** A cell could not be measured. */
  void failed(String what, double estimatedSeconds) {
    lines.accept("failed: %s  %s".formatted(what, left(estimatedSeconds)));
  }

  // By what those before took against their estimates, so a slow machine is told at once.
  private String left(double estimatedSeconds) {
    done++;
    estimatedDone += estimatedSeconds;
    double passed = (nanoTime.getAsLong() - beganNanos) / NANOS_PER_SECOND;
    double left = Math.max(0, estimated - estimatedDone) * passed / estimatedDone;
    return "%d of %d, %s".formatted(done, cells, minutes(left));
  }

  private static String minutes(double seconds) {
    return seconds < SECONDS_PER_MINUTE
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / SECONDS_PER_MINUTE);
  }
}
