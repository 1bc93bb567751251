package org.cbnet.edge.energy;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a meter says of one interval.
 *
 * @param grossJoules of the interval
 * @param idleJoules what the idle device would have used
 * @param uncertaintyJoules standard uncertainty of the difference; empty where nobody states one
 * @param utilisation share of all cores that the agent used, 0..1; empty where it is not known
 * @param cpuNanos the agent's own processor time; empty where it is not known
 */
public record EnergyReading(
    double grossJoules,
    double idleJoules,
    OptionalDouble uncertaintyJoules,
    OptionalDouble utilisation,
    OptionalLong cpuNanos) {

  public EnergyReading {
    Objects.requireNonNull(uncertaintyJoules, "uncertaintyJoules is null");
    Objects.requireNonNull(utilisation, "utilisation is null");
    Objects.requireNonNull(cpuNanos, "cpuNanos is null");
    if (!Double.isFinite(grossJoules) || !Double.isFinite(idleJoules)) {
      throw new IllegalArgumentException(
          "grossJoules and idleJoules must be finite: %s, %s".formatted(grossJoules, idleJoules));
    }
  }
}
