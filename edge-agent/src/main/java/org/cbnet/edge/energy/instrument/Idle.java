package org.cbnet.edge.energy.instrument;

import java.util.Optional;

/**
 * Idle power as one meter knows it.
 *
 * @param sameMeter whether the meter measured it that also measures the gross: then an error of its
 *     scale is in both, and only the net carries it
 */
record Idle(IdlePower power, boolean sameMeter) {

  /**
   * The idle power of a meter: what the operator states, else what this very meter was calibrated
   * to; what another meter found holds for that one alone.
   */
  static Optional<Idle> of(
      Optional<IdlePower> stated, Optional<Calibration> calibrated, String meter) {
    return stated
        .map(power -> new Idle(power, false))
        .or(
            () ->
                calibrated
                    .filter(found -> found.meter().equals(meter))
                    .map(found -> new Idle(found.idle(), true)));
  }
}
