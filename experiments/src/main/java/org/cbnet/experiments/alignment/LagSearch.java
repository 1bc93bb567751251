package org.cbnet.experiments.alignment;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks over a whole log for where all patterns are at once, a quarter of a chip apart. A lag
 * scores the geometric mean of the patterns' correlations: the first one's there, and of each other
 * the best within what the clocks may drift until then.
 */
final class LagSearch {
  // Crystals keep 100 ppm; a meter that counts by a cheaper oscillator a few times that.
  private static final double MOST_DRIFT = 500e-6;
  private static final int STEPS_A_CHIP = 4;
  private static final int MOST_LAGS = 20_000_000;

  private final MeterLog log;
  private final List<Template> templates;
  private final double chipMillis;
  private final double step;

  /**
   * @param templates in order of time
   * @param chipMillis length of a chip
   */
  LagSearch(MeterLog log, List<Template> templates, double chipMillis) {
    this.log = log;
    this.templates = templates;
    this.chipMillis = chipMillis;
    this.step = chipMillis / STEPS_A_CHIP;
  }

  /**
   * What fits best.
   *
   * @param lags by pattern, milliseconds
   * @param peak its score
   * @param secondPeak the best score elsewhere
   */
  record Found(List<Double> lags, double peak, double secondPeak) {}

  /**
   * Searches.
   *
   * @param around milliseconds around the best lag in which others belong to it
   */
  Found find(double around) throws AlignmentException {
    double first = -templates.get(templates.size() - 1).endMillis();
    double last = log.millis(log.samples() - 1) - templates.get(0).startMillis();
    if ((last - first) / step > MOST_LAGS) {
      throw new AlignmentException(
          "the log is too long to be searched, %.0f hours: cut it to the run"
              .formatted(log.millis(log.samples() - 1) / 3_600_000));
    }
    int count = (int) ((last - first) / step) + 1;
    List<double[]> correlations = new ArrayList<>();
    Correlation correlation = new Correlation(log);
    for (Template template : templates) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = correlation.at(new Lag(first + i * step, 0), template);
      }
      correlations.add(values);
    }
    double[] scores = scores(correlations);
    int best = best(scores, 0, count - 1);
    int own = (int) Math.ceil((around + 2 * chipMillis) / step);
    double second = 0;
    for (int i = 0; i < count; i++) {
      if (Math.abs(i - best) > own) {
        second = Math.max(second, scores[i]);
      }
    }
    List<Double> lags = new ArrayList<>();
    for (int k = 0; k < templates.size(); k++) {
      lags.add(first + step * bestNear(correlations.get(k), best, reach(k)));
    }
    return new Found(lags, scores[best], second);
  }

  private double[] scores(List<double[]> correlations) {
    double[] scores = new double[correlations.get(0).length];
    for (int i = 0; i < scores.length; i++) {
      double product = Math.max(0, correlations.get(0)[i]);
      for (int k = 1; k < correlations.size() && product > 0; k++) {
        double[] values = correlations.get(k);
        product *= Math.max(0, values[bestNear(values, i, reach(k))]);
      }
      scores[i] = Math.pow(product, 1.0 / correlations.size());
    }
    return scores;
  }

  // Steps by which the clocks may have drifted from the first pattern to another.
  private int reach(int pattern) {
    double apart = templates.get(pattern).centreMillis() - templates.get(0).centreMillis();
    return pattern == 0 ? 0 : (int) Math.ceil(MOST_DRIFT * apart / step) + 1;
  }

  private static int bestNear(double[] values, int at, int reach) {
    return best(values, Math.max(0, at - reach), Math.min(values.length - 1, at + reach));
  }

  private static int best(double[] values, int from, int to) {
    int best = from;
    for (int i = from + 1; i <= to; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}
