package org.cbnet.edge.energy.instrument;

import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.EnergyReading;
import org.cbnet.edge.energy.MeterCounters;

/** Any meter's readings with the processor's state beside them; ends the thread that looks. */
final class ConditionedMeter implements EnergyMeter {
  private final EnergyMeter meter;
  private final Conditions conditions;
  private final Sampling sampling;

  ConditionedMeter(EnergyMeter meter, Conditions conditions, Sampling sampling) {
    this.meter = meter;
    this.conditions = conditions;
    this.sampling = sampling;
  }

  @Override
  public EnergyReading lap(long nowNanos, long durationNanos) {
    return meter
        .lap(nowNanos, durationNanos)
        .under(conditions.celsius(), conditions.takeHeldBack());
  }

  @Override
  public MeterCounters counters() {
    return meter.counters();
  }

  @Override
  public void close() {
    sampling.close();
    meter.close();
  }
}
