package org.cbnet.experiments.report;

import java.util.List;
import java.util.TreeSet;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Conservation;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.Summary;

/** What every form of report says of a run beside its figures. */
final class RunText {
  static final List<String> CONSERVATION =
      List.of(
          "results",
          "acknowledged",
          "received by the cloud",
          "in the raw topic",
          "lost",
          "double-counted",
          "duplicates dropped");

  private RunText() {}

  /** Which run it is. */
  static String identity(Summary summary) {
    return "Run %s, started %s, took %s minutes; version %s, commit %s."
        .formatted(
            summary.runId(),
            summary.started(),
            Figures.fixed(1, summary.seconds() / 60),
            summary.environment().productVersion(),
            summary.environment().commit());
  }

  /** What heads an invalid run in the place of verdicts. */
  static String warning(Summary summary) {
    return "THIS RUN IS INVALID: %s. Its figures claim nothing, and no verdict is given."
        .formatted(
            summary.problems().size() == 1
                ? "a check failed"
                : summary.problems().size() + " checks failed");
  }

  /** Name of a condition's table: every figure is headed by what it was measured on. */
  static String title(Summary summary, ConditionSummary condition) {
    return "%s (%s)"
        .formatted(ConditionText.of(condition.condition()), summary.environment().heading());
  }

  /** How a condition's table is to be read. */
  static String note(ConditionSummary condition) {
    String note =
        "Latency: decoded pixels to label. Speed-up: how many times as long %s took, within a round. A dash: no figure, see 'Not measured'."
            .formatted(condition.baseline());
    TreeSet<String> sources = new TreeSet<>();
    condition.arms().forEach(arm -> arm.energy().map(Energy::source).ifPresent(sources::add));
    return sources.isEmpty() ? note : note + " Energy: " + String.join(", ", sources) + ".";
  }

  /** The row under {@link #CONSERVATION}. */
  static List<String> counts(Conservation conservation) {
    return List.of(
        "whole run",
        Figures.count(conservation.acknowledged()),
        Figures.count(conservation.received()),
        Figures.count(conservation.rows()),
        Figures.count(conservation.lost()),
        Figures.count(conservation.doubleCounted()),
        Figures.count(conservation.duplicates()));
  }
}
