package org.cbnet.trainer.command;

import java.util.Locale;
import org.cbnet.trainer.evaluation.EvaluationReport;
import org.cbnet.trainer.evaluation.ModelFigures;
import org.cbnet.trainer.evaluation.Ratio;

/** An evaluation as a table for people. */
final class EvaluationTable {
  private static final String ROW = "%-14s %9s %16s %6s %8s %8s %8s %8s %18s %18s %11s %9s%n";

  private EvaluationTable() {}

  static String of(EvaluationReport report) {
    StringBuilder table = new StringBuilder();
    table.append(
        ROW.formatted(
            "network",
            "accuracy",
            "95 % interval",
            "exit1",
            "p50 us",
            "p95 us",
            "p99 us",
            "mean us",
            "speed-up (median)",
            "speed-up (mean)",
            "MACs",
            "bytes"));
    report.models().forEach(model -> table.append(row(model)));
    return table.toString();
  }

  private static String row(ModelFigures model) {
    return String.format(
        Locale.ROOT,
        ROW,
        model.name(),
        fixed(4, model.accuracy()),
        fixed(4, model.accuracyInterval().low()) + "-" + fixed(4, model.accuracyInterval().high()),
        model.exitRatio() == null ? "-" : fixed(4, model.exitRatio()),
        fixed(1, model.latencyMicros().p50()),
        fixed(1, model.latencyMicros().p95()),
        fixed(1, model.latencyMicros().p99()),
        fixed(1, model.latencyMicros().mean()),
        speedup(model.speedupVsLenet()),
        speedup(model.meanSpeedupVsLenet()),
        model.macs() == null ? "unknown" : String.format(Locale.ROOT, "%,d", model.macs()),
        String.format(Locale.ROOT, "%,d", model.bytes()));
  }

  private static String speedup(Ratio ratio) {
    return ratio == null
        ? "-"
        : "%s (%s-%s)"
            .formatted(fixed(2, ratio.ratio()), fixed(2, ratio.low()), fixed(2, ratio.high()));
  }

  private static String fixed(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
