package org.cbnet.edge.energy.instrument;

import java.util.OptionalDouble;

/**
 * What an instrument showed at one moment.
 *
 * @param atNanos the moment by the agent's monotonic clock
 * @param watts power; empty where the instrument only counts energy
 * @param countedJoules energy since some moment that stays the same; empty where it shows power
 *     alone
 */
record Sample(long atNanos, OptionalDouble watts, OptionalDouble countedJoules) {
  // More than any plug carries: an answer beyond it is no measurement.
  private static final double MOST_WATTS = 10_000;

  Sample {
    if (watts.isPresent() && !(Math.abs(watts.getAsDouble()) <= MOST_WATTS)) {
      throw new IllegalArgumentException("no power of a device: %s W".formatted(watts));
    }
    if (countedJoules.isPresent() && !(countedJoules.getAsDouble() >= 0)) {
      throw new IllegalArgumentException("no count of energy: %s J".formatted(countedJoules));
    }
  }

  static Sample power(long atNanos, double watts) {
    return new Sample(atNanos, OptionalDouble.of(watts), OptionalDouble.empty());
  }

  static Sample count(long atNanos, double joules) {
    return new Sample(atNanos, OptionalDouble.empty(), OptionalDouble.of(joules));
  }

  static Sample both(long atNanos, double watts, double joules) {
    return new Sample(atNanos, OptionalDouble.of(watts), OptionalDouble.of(joules));
  }

  /** Whether this rise of a count can be energy of a device at all. */
  static boolean plausible(double joules, double seconds) {
    return joules >= 0 && joules <= MOST_WATTS * seconds;
  }
}
