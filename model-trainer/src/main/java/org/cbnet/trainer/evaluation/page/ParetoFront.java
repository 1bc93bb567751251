package org.cbnet.trainer.evaluation.page;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Tells what no other beats in both what it costs and what it is worth. */
public final class ParetoFront {
  private ParetoFront() {}

  /**
   * Those on the front, the cheapest first; of equals, all.
   *
   * @param cost less is better, for example latency
   * @param worth more is better, for example accuracy
   */
  public static <T> List<T> of(
      List<T> points, ToDoubleFunction<T> cost, ToDoubleFunction<T> worth) {
    return points.stream()
        .filter(point -> points.stream().noneMatch(other -> beats(other, point, cost, worth)))
        .sorted(Comparator.comparingDouble(cost))
        .toList();
  }

  private static <T> boolean beats(
      T other, T point, ToDoubleFunction<T> cost, ToDoubleFunction<T> worth) {
    double cheaper = cost.applyAsDouble(point) - cost.applyAsDouble(other);
    double better = worth.applyAsDouble(other) - worth.applyAsDouble(point);
    return cheaper >= 0 && better >= 0 && (cheaper > 0 || better > 0);
  }
}
