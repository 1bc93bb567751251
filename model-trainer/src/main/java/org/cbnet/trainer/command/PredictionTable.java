package org.cbnet.trainer.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.cbnet.inference.profile.CutTimes;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.PredictionError;
import org.cbnet.inference.profile.Timing;
import org.cbnet.inference.profile.regression.KindFit;

/** Predicted beside measured times as a table for people: a line a half. */
final class PredictionTable {
  private final Map<String, LayerProfile> predicted;
  private final LayerProfile measured;

  private PredictionTable(Map<String, LayerProfile> predicted, LayerProfile measured) {
    this.predicted = predicted;
    this.measured = measured;
  }

  /**
   * @param predicted by the predictor's name, at least one
   * @param measured null where it is not known
   * @param kinds the laws of the regression
   */
  static String of(
      Map<String, LayerProfile> predicted, LayerProfile measured, List<KindFit> kinds) {
    PredictionTable table = new PredictionTable(predicted, measured);
    StringBuilder text = new StringBuilder(table.header());
    for (String cut : predicted.values().iterator().next().ids()) {
      text.append(table.row(cut, "head", CutTimes::head));
      text.append(table.row(cut, "tail", CutTimes::tail));
    }
    text.append('\n');
    if (measured != null) {
      predicted.forEach((name, profile) -> text.append(error(name, profile, measured)));
    }
    kinds.forEach(kind -> text.append(law(kind)));
    return text.toString();
  }

  private String header() {
    List<String> cells = new ArrayList<>();
    predicted.keySet().forEach(name -> cells.addAll(List.of(name + " us", "error")));
    return line("cut", "half", "measured us", cells);
  }

  private String row(String cut, String half, Function<CutTimes, Timing> timing) {
    Timing expected = measured == null ? null : timing.apply(measured.cut(cut));
    List<String> cells = new ArrayList<>();
    for (LayerProfile profile : predicted.values()) {
      Timing found = timing.apply(profile.cut(cut));
      if (found == null) {
        return "";
      }
      cells.add(ProfileTable.micros(found));
      cells.add(
          expected == null
              ? ""
              : percent(
                  "%+.1f %%",
                  (double) found.medianNanos() / Math.max(1, expected.medianNanos()) - 1));
    }
    return line(cut, half, ProfileTable.micros(expected), cells);
  }

  private static String line(String cut, String half, String measured, List<String> cells) {
    StringBuilder line = new StringBuilder("%-32s %-5s %12s".formatted(cut, half, measured));
    cells.forEach(cell -> line.append("%15s".formatted(cell)));
    return line.toString().stripTrailing() + "\n";
  }

  private static String error(String name, LayerProfile profile, LayerProfile measured) {
    PredictionError error = PredictionError.of(profile, measured);
    return "%s: off by %s at the median, %s at worst%n"
        .formatted(name, percent("%.1f %%", error.median()), percent("%.1f %%", error.worst()));
  }

  private static String law(KindFit kind) {
    return "%s: %s, %d layers, off by %s in the mean on layers held out%n"
        .formatted(
            kind.kind().id(),
            kind.form(),
            kind.layers(),
            Double.isNaN(kind.heldOutError())
                ? "an unknown share"
                : percent("%.1f %%", kind.heldOutError()));
  }

  private static String percent(String format, double share) {
    return String.format(Locale.ROOT, format, 100 * share);
  }
}
