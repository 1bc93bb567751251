package org.cbnet.experiments.report;

import java.util.List;
import org.cbnet.experiments.definition.Hypothesis;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.experiments.summary.Verdict;

/** Verdicts in words, by the outcomes of their tests alone. */
final class VerdictText {
  /** Where there is nothing to have a verdict on. */
  static final String NO_HYPOTHESIS =
      "No hypothesis was declared: all that follows is exploratory and carries no verdict.";

  private VerdictText() {}

  /** What the test says; not to be shown is never to be equal. */
  static String outcome(Verdict verdict) {
    return verdict.isShown() ? "Shown" : "Not shown, which is not that they are equal";
  }

  /** What was claimed and by which figures it was tested. */
  static String of(Verdict verdict) {
    return "%s (%s). Estimate: %s; p %s, by Holm %s."
        .formatted(
            claim(verdict.hypothesis()),
            ConditionText.of(verdict.condition()),
            estimate(verdict),
            Figures.pValue(verdict.pValue()),
            Figures.pValue(verdict.adjustedPValue()));
  }

  /** What was declared, as a sentence without its full stop. */
  static String claim(Hypothesis hypothesis) {
    String arm = hypothesis.arm();
    String baseline = hypothesis.baseline();
    return switch (hypothesis.kind()) {
      case FASTER -> faster(hypothesis) + ", by medians";
      case FASTER_ON_AVERAGE -> faster(hypothesis) + ", by means";
      case NOT_LESS_ACCURATE ->
          "the accuracy of %s is at most %s points below that of %s"
              .formatted(arm, points(hypothesis), baseline);
      case MORE_ACCURATE ->
          hypothesis.margin() == 0
              ? "%s is more accurate than %s".formatted(arm, baseline)
              : "the accuracy of %s is more than %s points above that of %s"
                  .formatted(arm, points(hypothesis), baseline);
    };
  }

  /** What was declared and never tested, a sentence each. */
  static List<String> untested(Summary summary) {
    return summary.definition().hypotheses().stream()
        .filter(
            hypothesis ->
                summary.verdicts().stream()
                    .noneMatch(verdict -> verdict.hypothesis().equals(hypothesis)))
        .map(
            hypothesis -> "Not tested: %s (%s).".formatted(claim(hypothesis), hypothesis.dataSet()))
        .toList();
  }

  private static String faster(Hypothesis hypothesis) {
    return hypothesis.margin() == 1
        ? "%s is faster than %s".formatted(hypothesis.arm(), hypothesis.baseline())
        : "%s is more than %s times as fast as %s"
            .formatted(hypothesis.arm(), Figures.plain(hypothesis.margin()), hypothesis.baseline());
  }

  private static String points(Hypothesis hypothesis) {
    return Figures.plain(100 * hypothesis.margin());
  }

  private static String estimate(Verdict verdict) {
    Figure figure = verdict.estimate();
    return switch (verdict.hypothesis().kind()) {
      case FASTER, FASTER_ON_AVERAGE -> Figures.ratio(figure) + " times as fast";
      case NOT_LESS_ACCURATE, MORE_ACCURATE -> Figures.points(figure) + " points";
    };
  }
}
