package org.cbnet.trainer.evaluation.page;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.evaluation.Interval;
import org.cbnet.trainer.evaluation.latency.Ratio;
import org.cbnet.trainer.evaluation.report.ModelFigures;

/**
 * One network in the plot of accuracy against latency.
 *
 * @param number in the legend
 * @param name of its row
 * @param latency mean latency as a multiple of lenet's
 * @param latencyInterval 95 %
 * @param accuracy mean over seeds
 * @param accuracyInterval of the shipped bundle, moved to the mean
 */
record Point(
    int number,
    String name,
    double latency,
    Interval latencyInterval,
    double accuracy,
    Interval accuracyInterval) {

  /** Of every network that has both figures. */
  static List<Point> of(List<ModelFigures> models) {
    List<Point> points = new ArrayList<>();
    for (ModelFigures model : models) {
      if (model.accuracy() != null && model.meanSpeedupVsLenet() != null) {
        points.add(of(points.size() + 1, model));
      }
    }
    return points;
  }

  private static Point of(int number, ModelFigures model) {
    Ratio speedup = model.meanSpeedupVsLenet();
    double shift = model.accuracyMean() - model.accuracy();
    Interval interval = model.accuracyInterval();
    return new Point(
        number,
        model.name(),
        1 / speedup.ratio(),
        new Interval(1 / speedup.high(), 1 / speedup.low()),
        model.accuracyMean(),
        new Interval(interval.low() + shift, interval.high() + shift));
  }
}
