package org.cbnet.cloud.conservation;

/**
 * The counters of the conservation laws, kept for each partition of the input.
 *
 * <pre>
 * records   received = decoded + undecodable
 * results   decoded (results in decoded records) = accepted + duplicate + refused
 *           accepted = windowed + late
 * energy    the same of energy samples
 * </pre>
 */
public enum Counter {
  /** Records read, of any topic. */
  RECORDS_RECEIVED,
  /** Records that were what they should be. */
  RECORDS_DECODED,
  /** Records that were not. */
  RECORDS_UNDECODABLE,
  /** Decoded records of which all or a part was refused. */
  RECORDS_REFUSED,
  /** Results in decoded records. */
  RESULTS_DECODED,
  /** Results counted for the first time. */
  RESULTS_ACCEPTED,
  /** Results counted before. */
  RESULTS_DUPLICATE,
  /** Results that broke a rule or found no room in their boot's intervals. */
  RESULTS_REFUSED,
  /** Accepted results too old for a window. */
  RESULTS_LATE,
  /** Accepted results of a run. */
  RESULTS_OF_RUNS,
  /** Energy samples in decoded records. */
  ENERGY_DECODED,
  /** Energy samples counted for the first time. */
  ENERGY_ACCEPTED,
  /** Energy samples counted before. */
  ENERGY_DUPLICATE,
  /** Energy samples that broke a rule or found no room. */
  ENERGY_REFUSED,
  /** Accepted energy samples too old for a window. */
  ENERGY_LATE
}
