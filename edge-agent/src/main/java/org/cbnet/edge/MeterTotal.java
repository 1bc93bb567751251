package org.cbnet.edge;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cbnet.edge.energy.EnergyReading;
import org.cbnet.edge.energy.instrument.Calibration;
import org.cbnet.edge.energy.instrument.IdlePower;
import org.cbnet.schemas.WireNames;

/** What one source said in all. */
final class MeterTotal {
  private final String source;
  private int laps;
  private double seconds;
  private double joules;
  private OptionalDouble idleJoules = OptionalDouble.of(0);
  private OptionalDouble uncertaintyJoules = OptionalDouble.of(0);
  private double meanWatts;
  private double squaredDeviations;

  MeterTotal(String source) {
    this.source = source;
  }

  String source() {
    return source;
  }

  double seconds() {
    return seconds;
  }

  double watts() {
    return joules / seconds;
  }

  boolean metered() {
    return !source.startsWith(WireNames.MODELLED_SOURCE);
  }

  void add(EnergyReading reading, double lapSeconds) {
    double watts = reading.grossJoules() / lapSeconds;
    laps++;
    seconds += lapSeconds;
    joules += reading.grossJoules();
    idleJoules = plus(idleJoules, reading.idleJoules());
    // An error of the scale is the same in every lap: added, not averaged out. For what scatters
    // that is an upper bound.
    uncertaintyJoules = plus(uncertaintyJoules, reading.uncertaintyJoules());
    // Welford, Technometrics 1962: of a steady power, sums of squares would leave only rounding.
    double deviation = watts - meanWatts;
    meanWatts += deviation / laps;
    squaredDeviations += deviation * (watts - meanWatts);
  }

  OptionalDouble uncertaintyWatts() {
    return overTime(uncertaintyJoules);
  }

  OptionalDouble idleWatts() {
    return overTime(idleJoules);
  }

  /** The mean with the standard error that its laps show; empty for a model. */
  Optional<Calibration> calibration() {
    if (!metered() || laps < 2) {
      return Optional.empty();
    }
    double variance = squaredDeviations / laps / (laps - 1);
    return Optional.of(
        new Calibration(
            Calibration.meterOf(source),
            new IdlePower(watts(), OptionalDouble.of(Math.sqrt(variance)))));
  }

  Map<String, Object> json() {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put("source", source);
    node.put("seconds", seconds);
    node.put("joules", joules);
    node.put("watts", watts());
    node.put("uncertaintyWatts", orNull(uncertaintyWatts()));
    node.put("idleWatts", orNull(idleWatts()));
    return node;
  }

  private OptionalDouble overTime(OptionalDouble figure) {
    return figure.isEmpty() ? figure : OptionalDouble.of(figure.getAsDouble() / seconds);
  }

  private static OptionalDouble plus(OptionalDouble one, OptionalDouble other) {
    return one.isEmpty() || other.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(one.getAsDouble() + other.getAsDouble());
  }

  private static Double orNull(OptionalDouble figure) {
    return figure.isEmpty() ? null : Double.valueOf(figure.getAsDouble());
  }
}
