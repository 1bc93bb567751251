package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Summary;

/** Whether a run measured enough: how wide the intervals of its speed-ups are. */
final class IntervalWidths {
  /** Width as a share of the figure, to which a schedule should bring it. */
  static final double TARGET = 0.03;

  private record Width(String name, double share) {}

  private IntervalWidths() {}

  /** In a sentence; empty where there is no speed-up. */
  static Optional<String> of(Summary summary) {
    List<Width> widths = new ArrayList<>();
    for (ConditionSummary condition : summary.conditions()) {
      for (ArmSummary arm : condition.arms()) {
        if (!arm.name().equals(condition.baseline())) {
          arm.speedup().ifPresent(figure -> widths.add(width(condition, arm, figure)));
        }
      }
    }
    return widths.stream()
        .max(Comparator.comparingDouble(Width::share))
        .map(widest -> text(widths, widest));
  }

  private static Width width(ConditionSummary condition, ArmSummary arm, Figure speedup) {
    return new Width(
        "%s on %s".formatted(arm.name(), ConditionText.of(condition.condition())),
        (speedup.high() - speedup.low()) / speedup.value());
  }

  private static String text(List<Width> widths, Width widest) {
    long within = widths.stream().filter(width -> width.share() <= TARGET).count();
    return "Precision: the intervals of %d of %d speed-ups by medians are at most %s %% of the figure wide, which is the aim; the widest is %s %% (%s). More processes make them narrower, more frames hardly."
        .formatted(
            within,
            widths.size(),
            Figures.percent(TARGET),
            Figures.percent(widest.share()),
            widest.name());
  }
}
