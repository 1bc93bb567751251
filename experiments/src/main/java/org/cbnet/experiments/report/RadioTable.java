package org.cbnet.experiments.report;

import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.ConditionSummary;
import org.cbnet.experiments.summary.Energy;
import org.cbnet.experiments.summary.EnergyWithRadio;

/** Modelled energy with the radio behind a link, as text in cells, for every form of report. */
final class RadioTable {
  static final List<String> HEADER =
      List.of(
          "arm",
          "processor, mJ",
          "radio, mJ",
          "together, mJ",
          "against the baseline, each coefficient of the radio ±50\u00a0%");

  private static final double MILLIJOULES = 1_000;

  private RadioTable() {}

  static boolean isThere(ConditionSummary condition) {
    return condition.arms().stream().anyMatch(arm -> withRadio(arm).isPresent());
  }

  static String title(ConditionSummary condition) {
    return "Energy of an inference with the radio of %s (modelled)"
        .formatted(condition.condition().link());
  }

  /** A row an arm that has a figure. */
  static List<List<String>> rows(ConditionSummary condition) {
    return condition.arms().stream()
        .flatMap(arm -> withRadio(arm).map(energy -> row(arm, energy)).stream())
        .toList();
  }

  private static List<String> row(ArmSummary arm, EnergyWithRadio energy) {
    return List.of(
        arm.name(),
        Figures.significant(MILLIJOULES * energy.processorJoulesPerInference()),
        Figures.significant(MILLIJOULES * energy.radioJoulesPerInference()),
        Figures.significant(MILLIJOULES * energy.joulesPerInference()),
        energy.ranking());
  }

  private static Optional<EnergyWithRadio> withRadio(ArmSummary arm) {
    return arm.energy().flatMap(Energy::withRadio);
  }
}
