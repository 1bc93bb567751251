package org.cbnet.trainer.evaluation.page;

import java.util.Comparator;
import java.util.List;

/** Tells which networks no other beats in both accuracy and latency. */
final class ParetoFront {
  private ParetoFront() {}

  /** Those on the front, the fastest first; of equals, all. */
  static List<Point> of(List<Point> points) {
    return points.stream()
        .filter(point -> points.stream().noneMatch(other -> beats(other, point)))
        .sorted(Comparator.comparingDouble(Point::latency))
        .toList();
  }

  private static boolean beats(Point other, Point point) {
    boolean noWorse = other.latency() <= point.latency() && other.accuracy() >= point.accuracy();
    boolean better = other.latency() < point.latency() || other.accuracy() > point.accuracy();
    return noWorse && better;
  }
}
