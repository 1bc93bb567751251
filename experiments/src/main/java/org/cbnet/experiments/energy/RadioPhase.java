package org.cbnet.experiments.energy;

/**
 * A state of a radio that lasts a given time.
 *
 * @param seconds how long
 * @param watts power in it
 */
public record RadioPhase(double seconds, double watts) {
  public RadioPhase {
    if (!(seconds >= 0) || !(watts >= 0)) {
      throw new IllegalArgumentException(
          "seconds and watts must be at least 0: %s, %s".formatted(seconds, watts));
    }
  }

  /** All of it. */
  double joules() {
    return seconds * watts;
  }
}
