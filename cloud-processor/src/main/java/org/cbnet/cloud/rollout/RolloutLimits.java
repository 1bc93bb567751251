package org.cbnet.cloud.rollout;

/**
 * What halts a roll-out by itself.
 *
 * @param failedShare greatest share of devices that failed to run the bundle or rolled it back, 0
 *     to 1
 * @param reportingShare least share of a step's devices that must run the bundle, or say that they
 *     could not, before the soak time begins; above 0, at most 1
 * @param leastAccuracy of labelled results with the bundle, 0 to 1; null where nothing is asked
 * @param greatestP50Micros median time of a frame with the bundle; null where nothing is asked
 */
public record RolloutLimits(
    double failedShare, double reportingShare, Double leastAccuracy, Double greatestP50Micros) {

  public RolloutLimits {
    requireShare("failedShare", failedShare);
    requireShare("reportingShare", reportingShare);
    if (reportingShare == 0) {
      throw new IllegalArgumentException("reportingShare must be above 0");
    }
    if (leastAccuracy != null) {
      requireShare("leastAccuracy", leastAccuracy);
    }
    if (greatestP50Micros != null && !(greatestP50Micros > 0)) {
      throw new IllegalArgumentException("greatestP50Micros must be > 0: " + greatestP50Micros);
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be in [0, 1]: %s".formatted(name, value));
    }
  }
}
