package org.cbnet.experiments.alignment;

import java.util.List;

/**
 * The meter's clock against the run's: a straight line. Milliseconds since the origins of both.
 *
 * @param atMillis a moment of the run
 * @param lagMillis by which the meter is ahead then
 * @param rate by how much more of its seconds pass in one of the run's
 */
record ClockLine(double atMillis, double lagMillis, double rate) {

  /**
   * By least squares through the lags at the middles of patterns.
   *
   * @param templates two or more, at different times
   */
  static ClockLine through(List<Template> templates, List<Double> lags) {
    int count = lags.size();
    double at = templates.stream().mapToDouble(Template::centreMillis).sum() / count;
    double lag = lags.stream().mapToDouble(Double::doubleValue).sum() / count;
    double cross = 0;
    double square = 0;
    for (int k = 0; k < count; k++) {
      double x = templates.get(k).centreMillis() - at;
      cross += x * (lags.get(k) - lag);
      square += x * x;
    }
    return new ClockLine(at, lag, cross / square);
  }

  double lagAt(double runMillis) {
    return lagMillis + rate * (runMillis - atMillis);
  }

  double toMeter(double runMillis) {
    return runMillis + lagAt(runMillis);
  }

  /** The line as a lag of a template's middle. */
  Lag at(Template template) {
    return new Lag(lagAt(template.centreMillis()), rate);
  }
}
