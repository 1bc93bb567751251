package org.cbnet.experiments.report;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.Figure;
import org.cbnet.experiments.summary.Latency;

/** The comparison of one condition as text in cells, for every form of report. */
final class ArmTable {
  // A header breaks between words, not before a unit.
  private static final List<Column> COLUMNS =
      List.of(
          new Column("arm", (condition, arm) -> arm.name()),
          new Column("network", (condition, arm) -> arm.network()),
          new Column("frames", (condition, arm) -> frames(arm)),
          new Column(
              "accuracy\u00a0% [95\u00a0%]",
              (condition, arm) -> Figures.orNone(arm.accuracy(), Figures::share)),
          new Column("p50\u00a0µs", (condition, arm) -> micros(arm, Latency::p50)),
          new Column("p95\u00a0µs", (condition, arm) -> micros(arm, Latency::p95)),
          new Column("p99\u00a0µs", (condition, arm) -> micros(arm, Latency::p99)),
          new Column("mean\u00a0µs", (condition, arm) -> micros(arm, Latency::mean)),
          new Column(
              "speed-up, medians [95\u00a0%]",
              (condition, arm) -> speedup(condition, arm, ArmSummary::speedup)),
          new Column(
              "speed-up, means [95\u00a0%]",
              (condition, arm) -> speedup(condition, arm, ArmSummary::meanSpeedup)),
          new Column("exits %", (condition, arm) -> Figures.percent(arm.exitRatio())),
          new Column("offloaded %", (condition, arm) -> Figures.percent(arm.offloadRatio())),
          new Column("fell back %", (condition, arm) -> Figures.percent(arm.fallbackRatio())),
          new Column("bytes up/frame", (condition, arm) -> Figures.fixed(1, arm.bytesUpPerFrame())),
          new Column(
              "mJ/inference", (condition, arm) -> Figures.orNone(arm.energy(), ArmTable::energy)));

  private ArmTable() {}

  private record Column(String header, BiFunction<ConditionSummary, ArmSummary, String> cell) {}

  static List<String> header() {
    return COLUMNS.stream().map(Column::header).toList();
  }

  /** A row an arm, a cell a column. */
  static List<List<String>> rows(ConditionSummary condition) {
    return condition.arms().stream()
        .map(arm -> COLUMNS.stream().map(column -> column.cell().apply(condition, arm)).toList())
        .toList();
  }

  private static String frames(ArmSummary arm) {
    return arm.failed() == 0
        ? Figures.count(arm.frames())
        : "%s (%s failed)".formatted(Figures.count(arm.frames()), Figures.count(arm.failed()));
  }

  private static String micros(ArmSummary arm, ToDoubleFunction<Latency> quantile) {
    return Figures.orNone(
        arm.latency(), latency -> Figures.fixed(1, quantile.applyAsDouble(latency)));
  }

  private static String speedup(
      ConditionSummary condition, ArmSummary arm, Function<ArmSummary, Optional<Figure>> speedup) {
    return arm.name().equals(condition.baseline())
        ? "baseline"
        : Figures.orNone(speedup.apply(arm), Figures::ratio);
  }

  private static String energy(Energy energy) {
    String millijoules = Figures.significant(1_000 * energy.joulesPerInference());
    return energy.isModelled() ? millijoules + " (follows from CPU time)" : millijoules;
  }
}
