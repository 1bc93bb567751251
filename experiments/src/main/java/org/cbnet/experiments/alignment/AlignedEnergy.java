package org.cbnet.experiments.alignment;

/**
 * Energy that an aligned log shows for a time of the run.
 *
 * @param joules gross
 * @param uncertaintyJoules standard uncertainty from sampling, gaps and the clocks; what the meter
 *     itself is wrong by is not in it
 * @param coveredShare of the time that lies between samples without a gap
 */
public record AlignedEnergy(double joules, double uncertaintyJoules, double coveredShare) {
  public AlignedEnergy {
    if (!(uncertaintyJoules >= 0) || !(coveredShare >= 0 && coveredShare <= 1)) {
      throw new IllegalArgumentException(
          "uncertaintyJoules must be >= 0 and coveredShare in [0, 1]: %s, %s"
              .formatted(uncertaintyJoules, coveredShare));
    }
  }
}
