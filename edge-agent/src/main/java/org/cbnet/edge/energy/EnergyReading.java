package org.cbnet.edge.energy;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * What a meter says of one interval.
 *
 * @param source what goes on the wire, for example {@code hwmon:ina219}; {@code model:} at its
 *     start marks modelled joules, and no reading holds joules of both kinds
 * @param grossJoules of the interval
 * @param idleJoules what the idle device would have used; empty where nobody calibrated it
 * @param uncertaintyJoules standard uncertainty of gross less idle, or of gross where idle is
 *     empty; empty where nobody states one
 * @param utilisation share of all cores that the agent used, 0..1; empty where it is not known
 * @param cpuNanos the agent's own processor time; empty where it is not known
 * @param temperatureCelsius of the processor at the end; empty where the machine does not tell
 * @param throttled whether the processor was held back in the interval; empty as above
 */
public record EnergyReading(
    String source,
    double grossJoules,
    OptionalDouble idleJoules,
    OptionalDouble uncertaintyJoules,
    OptionalDouble utilisation,
    OptionalLong cpuNanos,
    OptionalDouble temperatureCelsius,
    Optional<Boolean> throttled) {

  public EnergyReading {
    Objects.requireNonNull(source, "source is null");
    Objects.requireNonNull(idleJoules, "idleJoules is null");
    Objects.requireNonNull(uncertaintyJoules, "uncertaintyJoules is null");
    Objects.requireNonNull(utilisation, "utilisation is null");
    Objects.requireNonNull(cpuNanos, "cpuNanos is null");
    Objects.requireNonNull(temperatureCelsius, "temperatureCelsius is null");
    Objects.requireNonNull(throttled, "throttled is null");
    if (!DoubleStream.of(grossJoules, idleJoules.orElse(0), uncertaintyJoules.orElse(0))
        .allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "joules must be finite: %s, %s, %s"
              .formatted(grossJoules, idleJoules, uncertaintyJoules));
    }
  }

  /** A reading of a machine that tells neither temperature nor throttling. */
  public EnergyReading(
      String source,
      double grossJoules,
      OptionalDouble idleJoules,
      OptionalDouble uncertaintyJoules,
      OptionalDouble utilisation,
      OptionalLong cpuNanos) {
    this(
        source,
        grossJoules,
        idleJoules,
        uncertaintyJoules,
        utilisation,
        cpuNanos,
        OptionalDouble.empty(),
        Optional.empty());
  }

  /** The same joules with what is known of the processor's state. */
  public EnergyReading under(OptionalDouble celsius, Optional<Boolean> heldBack) {
    return new EnergyReading(
        source,
        grossJoules,
        idleJoules,
        uncertaintyJoules,
        utilisation,
        cpuNanos,
        celsius,
        heldBack);
  }
}
