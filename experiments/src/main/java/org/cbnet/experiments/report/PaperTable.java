package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.paper.PaperFigure;
import org.cbnet.experiments.paper.PaperFigures;
import org.cbnet.experiments.paper.PaperTimes;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.inference.strategy.StrategyName;

/** The paper's figures beside a run's own, where it measured both LeNet and the paper's CBNet. */
final class PaperTable {
  static final String TITLE = "Beside the paper";

  static final String NOTE =
      "The paper's figures are of another device, framework and accounting, so only ratios can be"
          + " laid side by side. 'Whole': decoded pixels to label, as everywhere in this report."
          + " 'paper-compat': the authors' accounting of our networks, in which of a network with"
          + " an exit only the trunk up to it is timed; their converting autoencoder was timed in"
          + " batches besides, which is not imitated. Nothing is claimed from it.";

  static final List<String> HEADER =
      List.of(
          "network",
          "paper: ms on a Pi\u00a04",
          "paper: accuracy %",
          "paper: speed-up over LeNet",
          "arm here",
          "accuracy % here",
          "speed-up here, whole, medians [95\u00a0%]",
          "speed-up here, whole, means [95\u00a0%]",
          "speed-up here, paper-compat",
          "note");

  private PaperTable() {}

  /** Conditions that can be laid beside the paper, the first of each data set. */
  static List<ConditionSummary> conditions(Summary summary) {
    List<ConditionSummary> found = new ArrayList<>();
    for (KnownDataSet dataSet : summary.definition().dataSets()) {
      summary.conditions().stream()
          .filter(condition -> isComparable(condition, dataSet))
          .findFirst()
          .ifPresent(found::add);
    }
    return found;
  }

  static List<List<String>> rows(Summary summary, ConditionSummary condition) {
    String dataSet = condition.condition().dataSet();
    Optional<PaperTimes> times =
        summary.paperTimes().stream().filter(each -> each.dataSet().equals(dataSet)).findFirst();
    List<PaperFigure> figures = PaperFigures.of(KnownDataSet.of(dataSet));
    List<List<String>> rows = new ArrayList<>();
    for (PaperFigure figure : figures) {
      rows.add(row(figure, figures.get(0), condition, times));
    }
    rows.add(gpu(dataSet));
    return rows;
  }

  private static boolean isComparable(ConditionSummary condition, KnownDataSet dataSet) {
    Condition shown = condition.condition();
    return shown.dataSet().equals(dataSet.id())
        && shown.images().equals(ImageChoice.ALL.name())
        && !shown.isEmulated()
        && of(condition, StrategyName.CBNET_PAPER.id()).isPresent()
        && of(condition, StrategyName.EDGE_FULL.id())
            .filter(arm -> arm.name().equals(condition.baseline()))
            .isPresent();
  }

  private static List<String> row(
      PaperFigure figure,
      PaperFigure lenet,
      ConditionSummary condition,
      Optional<PaperTimes> times) {
    Optional<ArmSummary> arm = of(condition, figure.arm());
    List<String> row = new ArrayList<>();
    row.add(figure.network());
    row.add(Figures.significant(figure.millis()));
    row.add(Figures.fixed(2, figure.accuracyPercent()));
    row.add(Figures.fixed(2, lenet.millis() / figure.millis()));
    row.add(arm.map(ArmSummary::name).orElse("not measured: no arm of this run"));
    row.add(Figures.orNone(arm.flatMap(ArmSummary::accuracy), Figures::share));
    boolean isBaseline = figure.equals(lenet);
    row.add(
        isBaseline ? "baseline" : Figures.orNone(arm.flatMap(ArmSummary::speedup), Figures::ratio));
    row.add(
        isBaseline
            ? "baseline"
            : Figures.orNone(arm.flatMap(ArmSummary::meanSpeedup), Figures::ratio));
    row.add(
        arm.flatMap(each -> times.flatMap(known -> compat(known, each)))
            .map(ratio -> Figures.fixed(2, ratio))
            .orElse(Figures.NONE));
    row.add(figure.note());
    return row;
  }

  private static Optional<Double> compat(PaperTimes times, ArmSummary arm) {
    return times
        .micros(arm.strategy(), arm.exitRatio())
        .map(micros -> times.wholeMicros() / micros);
  }

  private static List<String> gpu(String dataSet) {
    PaperFigure figure = PaperFigures.gpu(KnownDataSet.of(dataSet));
    return List.of(
        figure.network(),
        Figures.significant(figure.millis()),
        Figures.fixed(2, figure.accuracyPercent()),
        Figures.fixed(2, PaperFigures.lenetOnGpuMillis(KnownDataSet.of(dataSet)) / figure.millis()),
        "not measured: no GPU",
        Figures.NONE,
        Figures.NONE,
        Figures.NONE,
        Figures.NONE,
        figure.note());
  }

  private static Optional<ArmSummary> of(ConditionSummary condition, String strategy) {
    return condition.arms().stream().filter(arm -> arm.strategy().equals(strategy)).findFirst();
  }
}
