package org.cbnet.experiments.alignment;

/**
 * How a pattern's time is placed in a log: the meter shows {@code centre + millis + (1 + rate) (t -
 * centre)} at the moment t of the run, where centre is the pattern's middle.
 *
 * @param millis by which the meter is ahead at the middle
 * @param rate by how much more of its seconds pass in one of the run's
 */
record Lag(double millis, double rate) {

  double toMeter(double runMillis, double centre) {
    return centre + millis + (1 + rate) * (runMillis - centre);
  }

  double toRun(double meterMillis, double centre) {
    return centre + (meterMillis - centre - millis) / (1 + rate);
  }
}
