package org.cbnet.experiments.report;

import java.util.List;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.trainer.evaluation.page.Markup;
import org.cbnet.trainer.evaluation.page.Table;

/** One condition: the comparison, the curves and, of a valid run, the fronts. */
final class ConditionSection {
  private static final FrontPlot.Cost LATENCY = new FrontPlot.Cost("mean latency", "µs");
  private static final FrontPlot.Cost ENERGY = new FrontPlot.Cost("energy", "mJ/inference");

  private ConditionSection() {}

  /**
   * Writes it.
   *
   * @param number of the condition in the page
   */
  static void write(
      Markup page, Summary summary, ConditionSummary condition, Looks looks, int number) {
    String title = RunText.title(summary, condition);
    page.open("section", "id", id(number)).element("h2", ConditionText.of(condition.condition()));
    Table.write(page, title, ArmTable.header(), ArmTable.rows(condition));
    page.element("p", RunText.note(condition), "class", "caption");
    radio(page, condition);
    energy(page, summary, condition);
    LatencyCurves.write(page, "latency-" + number, title, looks, condition.arms());
    if (summary.isValid()) {
      FrontPlot.write(page, "front-" + number, title, looks, LATENCY, latencies(condition.arms()));
      FrontPlot.write(page, "energy-" + number, title, looks, ENERGY, energies(condition.arms()));
    }
    page.close();
  }

  /** Where the page's contents lead. */
  static String id(int number) {
    return "condition-" + number;
  }

  private static void radio(Markup page, ConditionSummary condition) {
    if (RadioTable.isThere(condition)) {
      Table.write(page, RadioTable.title(condition), RadioTable.HEADER, RadioTable.rows(condition));
    }
  }

  private static void energy(Markup page, Summary summary, ConditionSummary condition) {
    if (!EnergyTable.isThere(condition)) {
      return;
    }
    Definition definition = summary.definition();
    Table.write(
        page,
        EnergyTable.title(definition, condition),
        EnergyTable.header(definition),
        EnergyTable.rows(definition, condition));
    if (EnergyTable.isModelled(condition)) {
      Table.write(
          page,
          "Boards side by side, agent's dynamic energy of an inference (modelled: this machine's CPU time at each board's coefficient)",
          EnergyTable.boardsHeader(definition),
          EnergyTable.boardsRows(definition, condition));
    }
  }

  private static List<FrontPlot.Point> latencies(List<ArmSummary> arms) {
    return arms.stream()
        .filter(arm -> arm.accuracy().isPresent())
        .flatMap(
            arm ->
                arm.latency().stream()
                    .filter(latency -> Double.isFinite(latency.mean()))
                    .map(
                        latency ->
                            new FrontPlot.Point(
                                arm.name(), latency.mean(), arm.accuracy().orElseThrow(), false)))
        .toList();
  }

  private static List<FrontPlot.Point> energies(List<ArmSummary> arms) {
    return arms.stream()
        .filter(arm -> arm.accuracy().isPresent())
        .flatMap(
            arm ->
                arm.energy().stream()
                    .filter(energy -> Double.isFinite(energy.joulesPerInference()))
                    .map(
                        energy ->
                            new FrontPlot.Point(
                                arm.name(),
                                1_000 * energy.joulesPerInference(),
                                arm.accuracy().orElseThrow(),
                                energy.isModelled())))
        .toList();
  }
}
