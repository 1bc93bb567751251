package org.cbnet.trainer.command;

import java.util.List;
import java.util.Locale;
import org.cbnet.inference.profile.CutTimes;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.LayerTime;
import org.cbnet.inference.profile.PredictionError;
import org.cbnet.inference.profile.PredictionError.CutError;
import org.cbnet.inference.profile.Timing;

/** A measured profile as tables for people: a line a cut, then a line a layer. */
final class ProfileTable {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final List<Integer> CUT = List.of(-32, 10, 20, 6, 10, 20, 6);
  private static final List<Integer> LAYER = List.of(-32, -24, 12, 10, 20, -1);

  private ProfileTable() {}

  /**
   * @param sums how far single layers added up are from the halves
   */
  static String of(LayerProfile profile, PredictionError sums) {
    StringBuilder text = new StringBuilder();
    text.append(row(CUT, "cut", "head us", "[p10, p90]", "sum", "tail us", "[p10, p90]", "sum"));
    for (CutError error : sums.cuts()) {
      CutTimes times = profile.cut(error.cut());
      text.append(
          row(
              CUT,
              times.cut(),
              micros(times.head()),
              spread(times.head()),
              factor(error.head()),
              micros(times.tail()),
              spread(times.tail()),
              factor(error.tail())));
    }
    text.append('\n');
    text.append(row(LAYER, "layer", "kind", "MACs", "alone us", "[p10, p90]", "operators"));
    for (LayerTime layer : profile.layers()) {
      text.append(
          row(
              LAYER,
              layer.name(),
              layer.kind().id(),
              String.format(Locale.ROOT, "%,d", layer.work().macs()),
              micros(layer.alone()),
              spread(layer.alone()),
              String.join(" ", layer.operators())));
    }
    return text.append('\n').append(summary(profile, sums)).toString();
  }

  private static String summary(LayerProfile profile, PredictionError sums) {
    Timing head = profile.cuts().get(profile.cuts().size() - 1).head();
    Timing tail = profile.cuts().get(0).tail();
    return String.format(
        Locale.ROOT,
        """
        a call that computes nothing: %s us; %d rounds on %s, ONNX Runtime %s
        single layers added up are off by %.1f %% at the median, %.1f %% at worst
        the whole, measured as last head and as first tail: %.1f %% apart
        """,
        micros(profile.call()),
        profile.rounds(),
        profile.machine().processor(),
        profile.machine().onnxRuntime(),
        100 * sums.median(),
        100 * sums.worst(),
        100 * apart(head, tail));
  }

  /** What two measurements of the same differ by. */
  static double apart(Timing first, Timing second) {
    return Math.abs((double) first.medianNanos() / Math.max(1, second.medianNanos()) - 1);
  }

  /** A time for people; nothing where there is none. */
  static String micros(Timing timing) {
    return timing == null ? "-" : micros(timing.medianNanos());
  }

  private static String spread(Timing timing) {
    return timing == null
        ? ""
        : "[%s, %s]".formatted(micros(timing.p10Nanos()), micros(timing.p90Nanos()));
  }

  private static String micros(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_MICRO);
  }

  private static String factor(Double error) {
    return error == null ? "" : String.format(Locale.ROOT, "%.2fx", 1 + error);
  }

  // Cells in columns of these widths, to the left where below 0.
  private static String row(List<Integer> widths, String... cells) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String padding = " ".repeat(Math.max(0, Math.abs(widths.get(i)) - cells[i].length()));
      row.append(widths.get(i) < 0 ? cells[i] + padding : padding + cells[i]).append(' ');
    }
    return row.toString().stripTrailing() + "\n";
  }
}
