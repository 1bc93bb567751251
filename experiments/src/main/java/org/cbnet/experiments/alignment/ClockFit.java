package org.cbnet.experiments.alignment;

import java.util.ArrayList;
import java.util.List;

/**
 * The best line between two clocks for one guess of how the meter averages.
 *
 * @param line between the clocks
 * @param correlation geometric mean over patterns, after the fit
 * @param residualMillis rms of what the edges of each quarter of a pattern would have moved it by
 * @param windowMillis over which the meter averages
 * @param found what the search had found
 */
record ClockFit(
    ClockLine line,
    double correlation,
    double residualMillis,
    double windowMillis,
    LagSearch.Found found) {
  private static final int QUARTERS = 4;

  /**
   * Fits to the millisecond.
   *
   * @param templates made for the window
   * @param found where they are, to a fraction of a chip
   * @param chipMillis length of a chip
   * @param windowMillis over which the meter is supposed to average
   */
  static ClockFit of(
      MeterLog log,
      List<Template> templates,
      LagSearch.Found found,
      double chipMillis,
      double windowMillis) {
    Correlation correlation = new Correlation(log);
    int reach = (int) Math.ceil(chipMillis);
    List<Double> lags = new ArrayList<>();
    for (int k = 0; k < templates.size(); k++) {
      Template template = templates.get(k);
      Lag guess = new Lag(found.lags().get(k), 0);
      lags.add(whole(correlation, template, guess, reach).millis());
    }
    // Again with the drift known: within a long pattern it is milliseconds.
    ClockLine rough = ClockLine.through(templates, lags);
    lags.clear();
    double product = 1;
    for (Template template : templates) {
      LagFit fit = whole(correlation, template, rough.at(template), reach / 2);
      lags.add(fit.millis());
      product *= Math.max(0, fit.correlation());
    }
    ClockLine line = ClockLine.through(templates, lags);
    return new ClockFit(
        line,
        Math.pow(product, 1.0 / templates.size()),
        residual(correlation, templates, line, reach / 2),
        windowMillis,
        found);
  }

  private static LagFit whole(Correlation correlation, Template template, Lag guess, int reach) {
    return LagFit.near(correlation, template, LagFit.Part.whole(template), guess, reach);
  }

  private static double residual(
      Correlation correlation, List<Template> templates, ClockLine line, int reach) {
    double squares = 0;
    int count = 0;
    for (Template template : templates) {
      Lag lag = line.at(template);
      for (int quarter = 0; quarter < QUARTERS; quarter++) {
        LagFit.Part part = LagFit.Part.of(template, quarter, QUARTERS);
        LagFit fit = LagFit.near(correlation, template, part, lag, reach);
        if (fit.correlation() > 0) {
          squares += Math.pow(fit.millis() - lag.millis(), 2);
          count++;
        }
      }
    }
    return count == 0 ? reach : Math.sqrt(squares / count);
  }
}
