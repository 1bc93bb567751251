package org.cbnet.experiments.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.Latency;
import org.cbnet.trainer.evaluation.page.Axis;
import org.cbnet.trainer.evaluation.page.Drawing;
import org.cbnet.trainer.evaluation.page.Markup;
import org.cbnet.trainer.evaluation.page.Scale;

/**
 * Draws the share of frames by latency, a curve an arm. The slowest hundredth is left out: one
 * pause of the machine would press all curves into a corner.
 */
final class LatencyCurves {
  private static final int LEFT = 44;
  private static final int RIGHT = 430;
  private static final int TOP = 22;
  private static final int BOTTOM = 260;
  private static final int LEGEND = 445;
  private static final int LEGEND_ROW = 16;
  private static final double LAST = 0.99;

  private final Looks looks;
  private final List<ArmSummary> arms;
  private final Axis x;
  private final Axis y = new Axis(0, 1, BOTTOM, TOP, false);

  private LatencyCurves(Looks looks, List<ArmSummary> arms) {
    this.looks = looks;
    this.arms = arms;
    double[] all = arms.stream().flatMapToDouble(LatencyCurves::drawn).toArray();
    this.x =
        Axis.around(
            DoubleStream.of(all).min().orElseThrow(),
            DoubleStream.of(all).max().orElseThrow(),
            LEFT,
            RIGHT,
            true);
  }

  /** Draws those arms that have a curve; nothing where none has. */
  static void write(Markup page, String id, String title, Looks looks, List<ArmSummary> arms) {
    List<ArmSummary> drawn = arms.stream().filter(LatencyCurves::hasCurve).toList();
    if (!drawn.isEmpty()) {
      new LatencyCurves(looks, drawn).write(page, id, title);
    }
  }

  private void write(Markup page, String id, String title) {
    int height = Math.max(BOTTOM + 36, TOP + (arms.size() + 1) * LEGEND_ROW);
    Chart.open(page, id, height, "Share of frames by latency: " + title, words());
    Drawing.axes(
        page,
        new Scale(x, x.decimalTicks(), Figures::plain, "latency, µs (logarithmic)"),
        new Scale(y, y.ticks(), share -> Figures.fixed(0, 100 * share) + " %", "frames"));
    for (int i = 0; i < arms.size(); i++) {
      curve(page, arms.get(i));
      legend(page, arms.get(i).name(), TOP + 8.0 + i * LEGEND_ROW);
    }
    Chart.close(
        page,
        title
            + ": share of frames that took at most so long. Markers at 10, 50 and 90 %; curves end"
            + " at 99 %.");
  }

  private String words() {
    return arms.stream()
        .map(
            arm ->
                "%s: half of the frames within %s µs, 95 %% within %s µs"
                    .formatted(
                        arm.name(),
                        Figures.fixed(1, arm.latency().orElseThrow().p50()),
                        Figures.fixed(1, arm.latency().orElseThrow().p95())))
        .collect(Collectors.joining("; "));
  }

  private void curve(Markup page, ArmSummary arm) {
    double[] micros = drawn(arm).toArray();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < micros.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(Drawing.at(x.place(micros[i]))).append(' ');
      path.append(Drawing.at(y.place(share(arm, i))));
    }
    page.empty("path", "class", looks.line(arm.name()), "d", path.toString());
    for (double share : new double[] {0.1, 0.5, 0.9}) {
      int i = (int) Math.min(micros.length - 1, Math.round(share * (quantiles(arm).size() - 1)));
      looks.marker(page, arm.name(), x.place(micros[i]), y.place(share(arm, i)), false);
    }
  }

  private void legend(Markup page, String arm, double place) {
    Drawing.line(page, looks.line(arm), LEGEND, place, LEGEND + 28, place);
    looks.marker(page, arm, LEGEND + 14, place, false);
    Drawing.label(page, "", LEGEND + 34, place + 3.5, "start", Chart.drawn(arm));
  }

  private static boolean hasCurve(ArmSummary arm) {
    return drawn(arm).count() > 1 && drawn(arm).allMatch(Double::isFinite);
  }

  private static double share(ArmSummary arm, int index) {
    return (double) index / (quantiles(arm).size() - 1);
  }

  // A clock may tell 0, which has no place on a logarithmic axis: drawn as a nanosecond.
  private static DoubleStream drawn(ArmSummary arm) {
    List<Double> quantiles = quantiles(arm);
    return quantiles.stream()
        .limit((long) Math.floor(LAST * (quantiles.size() - 1)) + 1)
        .mapToDouble(micros -> Math.max(1e-3, micros));
  }

  private static List<Double> quantiles(ArmSummary arm) {
    return arm.latency().map(Latency::percentiles).orElse(List.of());
  }
}
