package org.cbnet.experiments.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Ratios of rounds: their median with the range of their middle 80 %. */
record Ratio(double ratio, double low, double high) {

  static Ratio of(List<Double> ratios) {
    List<Double> sorted = ratios.stream().sorted().toList();
    return new Ratio(at(sorted, 0.5), at(sorted, 0.1), at(sorted, 0.9));
  }

  static double median(List<Double> values) {
    return at(values.stream().sorted().toList(), 0.5);
  }

  void put(ObjectNode figures, String name) {
    figures.putObject(name).put("ratio", ratio).put("low", low).put("high", high);
  }

  private static double at(List<Double> sorted, double share) {
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }
}
