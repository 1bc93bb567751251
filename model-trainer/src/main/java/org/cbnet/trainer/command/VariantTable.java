package org.cbnet.trainer.command;

import java.util.List;
import java.util.Locale;
import org.cbnet.trainer.variant.VariantFigures;

/** Variants as a table for people. */
final class VariantTable {
  private static final String ROW = "%-14s %-32s %10s %10s %22s  %s%n";

  static final String HEAD =
      ROW.formatted("network", "variant", "validation", "bytes", "times as fast as own", "");

  private VariantTable() {}

  static String of(String network, List<VariantFigures> figures) {
    StringBuilder table = new StringBuilder();
    for (VariantFigures each : figures) {
      table.append(
          String.format(
              Locale.ROOT,
              ROW,
              network,
              each.variant(),
              String.format(Locale.ROOT, "%.4f", each.validationAccuracy()),
              String.format(Locale.ROOT, "%,d", each.bytes()),
              String.format(
                  Locale.ROOT,
                  "%.3f (%.3f-%.3f)",
                  each.timesAsFast().ratio(),
                  each.timesAsFast().low(),
                  each.timesAsFast().high()),
              each.chosen() ? "chosen" : ""));
    }
    return table.toString();
  }
}
