package org.cbnet.experiments.alignment;

/**
 * Pearson's correlation of a log's power with a template, over the samples that fall into a part of
 * it; the same as how well power = a + b * share fits by least squares.
 */
final class Correlation {
  private static final double FEWEST_SHARE = 0.6;
  private static final int FEWEST = 16;

  private final MeterLog log;
  private final double intervalMillis;

  Correlation(MeterLog log) {
    this.log = log;
    this.intervalMillis = log.intervalMillis();
  }

  /** Of the whole template. */
  double at(Lag lag, Template template) {
    return at(lag, template, template.startMillis(), template.endMillis());
  }

  /**
   * Of the template from one moment of the run to another; 0 where the log has less than 60 % of
   * the samples, or the power does not change.
   */
  double at(Lag lag, Template template, double fromMillis, double toMillis) {
    double centre = template.centreMillis();
    int from = log.firstFrom(lag.toMeter(fromMillis, centre));
    int to = log.firstFrom(lag.toMeter(toMillis, centre));
    int count = to - from;
    if (count < Math.max(FEWEST, FEWEST_SHARE * (toMillis - fromMillis) / intervalMillis)) {
      return 0;
    }
    double base = log.watts(from);
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = from; i < to; i++) {
      double share = template.share(lag.toRun(log.millis(i), centre));
      // Less one of them, so that little is lost in the differences of squares.
      double power = log.watts(i) - base;
      x += share;
      y += power;
      xx += share * share;
      xy += share * power;
      yy += power * power;
    }
    double spread = (xx - x * x / count) * (yy - y * y / count);
    return spread > 0 ? (xy - x * y / count) / Math.sqrt(spread) : 0;
  }
}
