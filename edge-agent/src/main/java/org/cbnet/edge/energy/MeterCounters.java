package org.cbnet.edge.energy;

/**
 * What became of an instrument's answers since the start.
 *
 * @param samples that were used
 * @param failures answers that did not come, or that nobody could use
 * @param gaps stretches of time that no sample covers
 * @param modelledLaps laps that the model told because the instrument covered too little of them
 */
public record MeterCounters(long samples, long failures, long gaps, long modelledLaps) {
  /** Of a meter without an instrument. */
  public static final MeterCounters NONE = new MeterCounters(0, 0, 0, 0);
}
