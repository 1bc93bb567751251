package org.cbnet.experiments.alignment;

/**
 * A pattern's lag to the millisecond: where power fits the template best by least squares.
 *
 * @param millis the lag
 * @param correlation there
 */
record LagFit(double millis, double correlation) {
  private static final double SAME = 1e-9;

  /**
   * Tries every millisecond near a guess. Lags between which no sample passes an edge fit all the
   * same: the middle of the best ones is taken.
   *
   * @param part of the template that is to fit
   * @param guess where to look, and at which rate
   * @param reachMillis how far around the guess
   */
  static LagFit near(
      Correlation correlation, Template template, Part part, Lag guess, int reachMillis) {
    double best = Double.NEGATIVE_INFINITY;
    int first = 0;
    int last = 0;
    for (int i = -reachMillis; i <= reachMillis; i++) {
      double value =
          correlation.at(
              new Lag(guess.millis() + i, guess.rate()),
              template,
              part.fromMillis(),
              part.toMillis());
      if (value > best + SAME) {
        best = value;
        first = i;
        last = i;
      } else if (value > best - SAME && last == i - 1) {
        last = i;
      }
    }
    return new LagFit(guess.millis() + (first + last) / 2.0, best);
  }

  /** Part of a template, moments of the run. */
  record Part(double fromMillis, double toMillis) {
    static Part whole(Template template) {
      return new Part(template.startMillis(), template.endMillis());
    }

    /** One of several parts of the same length. */
    static Part of(Template template, int number, int parts) {
      double length = template.lengthMillis() / parts;
      double from = template.startMillis() + number * length;
      return new Part(from, from + length);
    }
  }
}
