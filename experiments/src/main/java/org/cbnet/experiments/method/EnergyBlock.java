package org.cbnet.experiments.method;

/**
 * A time of steady load with the energy that it took.
 *
 * @param seconds that it lasted
 * @param inferences within it; 0 for an idle block
 * @param joules by the meter, the whole device's
 * @param throttled whether the processor was slowed down meanwhile, by heat or low voltage
 */
public record EnergyBlock(double seconds, long inferences, double joules, boolean throttled) {
  public EnergyBlock {
    if (!(seconds > 0 && Double.isFinite(seconds)) || inferences < 0 || !Double.isFinite(joules)) {
      throw new IllegalArgumentException(
          "seconds must be above 0, inferences at least 0, joules finite: %s, %d, %s"
              .formatted(seconds, inferences, joules));
    }
  }

  /** Inferences a second. */
  public double perSecond() {
    return inferences / seconds;
  }
}
