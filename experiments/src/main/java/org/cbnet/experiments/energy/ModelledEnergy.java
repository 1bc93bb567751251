package org.cbnet.experiments.energy;

import java.util.Objects;

/**
 * What a strategy costs a device by the models, over the same frames as others: it follows from
 * processor time and bytes, and is no measurement.
 *
 * @param processorJoules from the agent's own processor time
 * @param radio from what it sent and received
 */
public record ModelledEnergy(double processorJoules, RadioJoules radio) {
  /** By how much each of a radio's coefficients may be wrong. */
  public static final double BAND = 0.5;

  public ModelledEnergy {
    Objects.requireNonNull(radio, "radio is null");
    if (!(processorJoules >= 0)) {
      throw new IllegalArgumentException("processorJoules must be at least 0: " + processorJoules);
    }
  }

  /** With the coefficients as published. */
  public double total() {
    return processorJoules + radio.total();
  }

  /**
   * Whether it can't be said which of two costs less: with each of the radio's coefficients
   * anywhere from half to one and a half times of what is published, the same for both strategies,
   * either may.
   */
  public boolean rankingIsUndecided(ModelledEnergy other) {
    RadioJoules that = other.radio;
    double doubt =
        BAND
            * (Math.abs(radio.up() - that.up())
                + Math.abs(radio.down() - that.down())
                + Math.abs(radio.base() - that.base())
                + Math.abs(radio.promotion() - that.promotion())
                + Math.abs(radio.tail() - that.tail())
                + Math.abs(radio.idle() - that.idle()));
    return Math.abs(total() - other.total()) <= doubt;
  }
}
