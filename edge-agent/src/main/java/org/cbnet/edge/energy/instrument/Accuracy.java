package org.cbnet.edge.energy.instrument;

import java.util.OptionalDouble;

/**
 * What is stated of an instrument's errors. A limit stated as a maximum is taken as a uniform
 * distribution, so the standard uncertainty is the limit over the square root of 3 (JCGM 100:2008,
 * 4.3.7).
 *
 * @param gain relative standard uncertainty of the scale; empty where nobody states one, and then
 *     the uncertainty of its joules is not known
 * @param offsetWatts standard uncertainty of the zero
 * @param stepWatts the smallest difference of power that it shows
 * @param stepJoules the smallest difference of counted energy that it shows
 */
record Accuracy(OptionalDouble gain, double offsetWatts, double stepWatts, double stepJoules) {
  private static final double SQRT_3 = Math.sqrt(3);

  /** Nobody states anything. */
  static final Accuracy UNSTATED = new Accuracy(OptionalDouble.empty(), 0, 0, 0);

  static Accuracy ofSteps(double stepWatts, double stepJoules) {
    return new Accuracy(OptionalDouble.empty(), 0, stepWatts, stepJoules);
  }

  /** With the scale's uncertainty as the operator states it, where one is given. */
  Accuracy withGain(OptionalDouble stated) {
    return stated.isEmpty() ? this : new Accuracy(stated, offsetWatts, stepWatts, stepJoules);
  }

  /** Standard uncertainty of a limit. */
  static double ofLimit(double limit) {
    return limit / SQRT_3;
  }

  /** Standard uncertainty of what was rounded to a step. */
  static double ofStep(double step) {
    return step / (2 * SQRT_3);
  }
}
