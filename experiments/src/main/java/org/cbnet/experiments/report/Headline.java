package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Summary;

/** What the project's front page says of a run, in Markdown. */
public final class Headline {
  private static final Set<String> STRATEGIES =
      Set.of("edge-full", "early-exit", "cbnet-paper", "cbnet");

  private Headline() {}

  /**
   * A table of the paper's contenders and ours, and every verdict.
   *
   * @throws IllegalArgumentException where the run is invalid: it claims nothing
   */
  public static String of(Summary summary) {
    if (!summary.isValid()) {
      throw new IllegalArgumentException(
          "run %s is invalid: %s".formatted(summary.runId(), summary.problems()));
    }
    MarkdownText text = new MarkdownText();
    text.strong(
        "%s; %s, commit %s"
            .formatted(
                summary.environment().heading(),
                summary.environment().processor(),
                summary.environment().commit()));
    List<List<String>> rows = new ArrayList<>();
    for (ConditionSummary condition : summary.conditions()) {
      for (ArmSummary arm : condition.arms()) {
        if (STRATEGIES.contains(arm.strategy())) {
          rows.add(row(condition, arm));
        }
      }
    }
    text.table(
        List.of(
            "data set",
            "arm",
            "accuracy % [95 %]",
            "mean µs",
            "speed-up, medians [95 %]",
            "speed-up, means [95 %]"),
        rows);
    text.list(
        summary.verdicts().stream()
            .map(verdict -> VerdictText.outcome(verdict) + ": " + VerdictText.of(verdict))
            .toList());
    return text.toString();
  }

  /** How many of a run's hypotheses were shown, in words. */
  public static String verdicts(Summary summary) {
    long shown = summary.verdicts().stream().filter(verdict -> verdict.isShown()).count();
    int all = summary.verdicts().size();
    return all == 0 ? "nothing claimed" : "%d of %d claims shown".formatted(shown, all);
  }

  private static List<String> row(ConditionSummary condition, ArmSummary arm) {
    boolean isBaseline = arm.name().equals(condition.baseline());
    return List.of(
        condition.condition().dataSet(),
        arm.name(),
        Figures.orNone(arm.accuracy(), Figures::share),
        Figures.orNone(arm.latency(), latency -> Figures.fixed(1, latency.mean())),
        isBaseline ? "baseline" : Figures.orNone(arm.speedup(), Figures::ratio),
        isBaseline ? "baseline" : Figures.orNone(arm.meanSpeedup(), Figures::ratio));
  }
}
