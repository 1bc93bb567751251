package org.cbnet.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cbnet.experiments.definition.Condition;
import org.cbnet.experiments.definition.Definition;
import org.cbnet.experiments.definition.ImageChoice;
import org.cbnet.experiments.summary.ArmSummary;
import org.cbnet.experiments.summary.Summary;
import org.cbnet.inference.dataset.KnownDataSet;

/** Which arm has the least mean latency over links and device speeds, as cells of a table. */
final class LeastLatencyMap {
  private LeastLatencyMap() {}

  /** Whether there is more than one cell. */
  static boolean isWorthDrawing(Definition definition) {
    return definition.links().size() > 1 || definition.deviceSpeeds().size() > 1;
  }

  static List<String> header(Definition definition) {
    List<String> header = new ArrayList<>(List.of("link"));
    definition.deviceSpeeds().forEach(speed -> header.add(ConditionText.speed(speed)));
    return header;
  }

  /** A row a link, a cell a device speed. */
  static List<List<String>> rows(Summary summary, KnownDataSet dataSet, ImageChoice images) {
    List<List<String>> rows = new ArrayList<>();
    for (String link : summary.definition().links()) {
      List<String> row = new ArrayList<>(List.of(ConditionText.link(link)));
      for (double speed : summary.definition().deviceSpeeds()) {
        row.add(cell(summary, new Condition(dataSet.id(), images.name(), link, speed)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String cell(Summary summary, Condition condition) {
    List<ArmSummary> fastest =
        summary.conditions().stream()
            .filter(measured -> measured.condition().equals(condition))
            .flatMap(measured -> measured.arms().stream())
            .filter(arm -> mean(arm).isPresent())
            .sorted(Comparator.comparingDouble(arm -> mean(arm).orElseThrow()))
            .limit(2)
            .toList();
    if (fastest.isEmpty()) {
      return Figures.NONE;
    }
    ArmSummary first = fastest.get(0);
    double micros = mean(first).orElseThrow();
    String cell = "%s, %s µs".formatted(first.name(), Figures.fixed(1, micros));
    if (fastest.size() == 1) {
      return cell;
    }
    ArmSummary next = fastest.get(1);
    return "%s; next %s, %s times that"
        .formatted(cell, next.name(), Figures.fixed(2, mean(next).orElseThrow() / micros));
  }

  private static Optional<Double> mean(ArmSummary arm) {
    return arm.latency().map(latency -> latency.mean()).filter(Double::isFinite);
  }
}
