package org.cbnet.edge.energy;

/**
 * Tells the energy of one interval after another. Laps are one thread's; counters may be read from
 * any.
 */
public interface EnergyMeter extends AutoCloseable {

  /**
   * Ends an interval and begins the next. Never waits for an instrument.
   *
   * @param nowNanos its end by the agent's monotonic clock
   * @param durationNanos since the last call, or since the meter was made
   */
  EnergyReading lap(long nowNanos, long durationNanos);

  /** What became of the instrument's answers so far. */
  default MeterCounters counters() {
    return MeterCounters.NONE;
  }

  /** Lets go of the instrument; never throws. */
  @Override
  default void close() {}
}
