package org.cbnet.experiments.bench.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** A figure over rounds: its median, lowest and highest. */
record Rounds(double median, double low, double high) {

  /** Quotients within rounds, since a shared machine changes its speed from round to round. */
  static <T> Rounds ratios(List<T> of, List<T> to, ToDoubleFunction<T> figure) {
    double[] sorted =
        IntStream.range(0, of.size())
            .mapToDouble(i -> figure.applyAsDouble(of.get(i)) / figure.applyAsDouble(to.get(i)))
            .sorted()
            .toArray();
    return new Rounds(middle(sorted), sorted[0], sorted[sorted.length - 1]);
  }

  static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    return middle(rounds.stream().mapToDouble(figure).sorted().toArray());
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  void put(ObjectNode figures, String name) {
    figures.putObject(name).put("ratio", median).put("low", low).put("high", high);
  }
}
