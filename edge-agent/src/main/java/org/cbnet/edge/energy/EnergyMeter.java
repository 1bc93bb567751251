package org.cbnet.edge.energy;

/** Tells the energy of one interval after another. Used by one thread. */
public interface EnergyMeter {

  /** What goes on the wire, for example {@code model:rbp4b1.2-64}; {@code model:} marks a model. */
  String source();

  /**
   * Ends an interval and begins the next.
   *
   * @param durationNanos since the last call, or since the meter was made
   */
  EnergyReading lap(long durationNanos);
}
