package org.cbnet.experiments.energy;

/**
 * Modelled energy of a radio by what it is for: each part has a coefficient that may be wrong by
 * itself.
 *
 * @param up of bytes sent
 * @param down of bytes received
 * @param base of time in which bytes were sent or received
 * @param promotion of changes from idle
 * @param tail after bytes, before idle
 * @param idle the rest
 */
public record RadioJoules(
    double up, double down, double base, double promotion, double tail, double idle) {
  /** Of a device that asks nobody, and of a cable. */
  public static final RadioJoules NONE = new RadioJoules(0, 0, 0, 0, 0, 0);

  public RadioJoules {
    if (!(up >= 0 && down >= 0 && base >= 0 && promotion >= 0 && tail >= 0 && idle >= 0)) {
      throw new IllegalArgumentException(
          "joules must be at least 0: %s, %s, %s, %s, %s, %s"
              .formatted(up, down, base, promotion, tail, idle));
    }
  }

  /** The share of one inference. */
  public RadioJoules dividedBy(long inferences) {
    double n = inferences;
    return new RadioJoules(up / n, down / n, base / n, promotion / n, tail / n, idle / n);
  }

  /** All of it. */
  public double total() {
    return up + down + base + promotion + tail + idle;
  }
}
