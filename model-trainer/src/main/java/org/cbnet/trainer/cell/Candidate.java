package org.cbnet.trainer.cell;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cbnet.trainer.network.NetworkDescription;

/**
 * One network trained in one way with several seeds.
 *
 * @param label how it was trained
 * @param lines a seed each, by validation accuracy
 */
record Candidate(String label, List<CellLine> lines) {
  Candidate {
    lines =
        lines.stream()
            .sorted(
                Comparator.comparingDouble(CellLine::validationAccuracy)
                    .thenComparingLong(CellLine::seed))
            .toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("no seed of " + label);
    }
  }

  /**
   * The ways of a network that were tried with as many seeds as the most thorough one. Of a seed
   * that was trained twice the later line counts.
   */
  static List<Candidate> of(List<CellLine> lines, NetworkDescription network) {
    Map<String, Map<Long, CellLine>> byLabel = new LinkedHashMap<>();
    for (CellLine line : lines) {
      if (line.network().equals(network.name()) && line.isOf(network)) {
        byLabel
            .computeIfAbsent(line.label(), label -> new LinkedHashMap<>())
            .put(line.seed(), line);
      }
    }
    int most = byLabel.values().stream().mapToInt(Map::size).max().orElse(0);
    return byLabel.entrySet().stream()
        .filter(entry -> entry.getValue().size() == most)
        .map(entry -> new Candidate(entry.getKey(), List.copyOf(entry.getValue().values())))
        .toList();
  }

  /** Mean validation accuracy over the seeds. */
  double meanAccuracy() {
    return lines.stream().mapToDouble(CellLine::validationAccuracy).average().orElseThrow();
  }

  /** The seed in the middle; of an even number the lower of the two. */
  CellLine median() {
    return lines.get((lines.size() - 1) / 2);
  }
}
