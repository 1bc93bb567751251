package org.cbnet.trainer.command;

import java.util.Locale;
import org.cbnet.trainer.evaluation.report.Caption;
import org.cbnet.trainer.evaluation.report.EvaluationReport;
import org.cbnet.trainer.evaluation.report.FigureText;
import org.cbnet.trainer.evaluation.report.ModelFigures;

/** An evaluation as a table for people, with what they must know to read it. */
final class EvaluationTable {
  private static final String ROW = "%-24s %-30s %13s %11s %7s %7s %8s %18s %18s %11s %8s%n";

  private EvaluationTable() {}

  static String of(EvaluationReport report) {
    StringBuilder table = new StringBuilder();
    table.append(
        ROW.formatted(
            "network",
            "form",
            "accuracy %",
            "seeds' mean",
            "hard %",
            "exit1 %",
            "p50 us",
            "speed-up, medians",
            "means",
            "MACs",
            "KiB"));
    report.models().forEach(model -> table.append(row(model)));
    table.append('\n');
    Caption.front(report).ifPresent(front -> table.append(front).append('\n'));
    Caption.of(report).forEach(line -> table.append(line).append('\n'));
    return table.toString();
  }

  private static String row(ModelFigures model) {
    return String.format(
        Locale.ROOT,
        ROW,
        model.name(),
        FigureText.form(model),
        FigureText.accuracy(model),
        FigureText.seeds(model),
        FigureText.percent(
            model.difficulty() == null ? null : model.difficulty().hard().accuracy()),
        FigureText.percent(model.exitRatio()),
        FigureText.fixed(1, model.latencyMicros().p50()),
        FigureText.ratio(model.speedupVsLenet()),
        FigureText.ratio(model.meanSpeedupVsLenet()),
        FigureText.count(model.macs()),
        FigureText.count(Math.round(model.bytes() / 1024.0)));
  }
}
