package org.cbnet.cloud.conservation;

/**
 * The counters of the conservation laws, kept for each partition of the input.
 *
 * <pre>
 * records   received = decoded + undecodable
 *           undecodable + refused + replayed = buried + suppressed
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
  /** Dead letters written. */
  RECORDS_BURIED,
  /** Undecodable and refused records beyond what one device may bury: only counted. */
  RECORDS_SUPPRESSED,
  /** Undecodable and refused records that a replay of their dead letter has counted. */
  RECORDS_REPLAYED,
  /** Replays that counted nothing: still not right, or replayed before. */
  REPLAYS_WITHOUT_EFFECT,
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
  /** Of these, of runs that were deleted. */
  RESULTS_OF_RUNS_DELETED,
  /** Of these, of runs older than runs are kept. */
  RESULTS_OF_RUNS_EXPIRED,
  /** Accepted results of paired runs, sent to be compared. */
  OUTCOMES_EMITTED,
  /** Energy samples in decoded records. */
  ENERGY_DECODED,
  /** Energy samples counted for the first time. */
  ENERGY_ACCEPTED,
  /** Energy samples counted before. */
  ENERGY_DUPLICATE,
  /** Energy samples that broke a rule or found no room. */
  ENERGY_REFUSED,
  /** Accepted energy samples too old for a window. */
  ENERGY_LATE,
  /** Results of hours that are kept no longer. */
  RESULTS_OF_EXPIRED_HOURS,
  /** Energy samples of hours that are kept no longer. */
  ENERGY_OF_EXPIRED_HOURS,
  /** Accepted results of boots that are forgotten. */
  RESULTS_ACCEPTED_OF_EXPIRED_BOOTS,
  /** Distinct results received of boots that are forgotten. */
  RESULTS_RECEIVED_OF_EXPIRED_BOOTS,
  /** Results acknowledged to boots that are forgotten. */
  RESULTS_ACKNOWLEDGED_OF_EXPIRED_BOOTS,
  /** Results that boots lacked when they were forgotten. */
  RESULTS_LOST_OF_EXPIRED_BOOTS,
  /** Accepted energy samples of boots that are forgotten. */
  ENERGY_ACCEPTED_OF_EXPIRED_BOOTS,
  /** Distinct energy samples received of boots that are forgotten. */
  ENERGY_RECEIVED_OF_EXPIRED_BOOTS,
  /** Energy samples acknowledged to boots that are forgotten. */
  ENERGY_ACKNOWLEDGED_OF_EXPIRED_BOOTS,
  /** Energy samples that boots lacked when they were forgotten. */
  ENERGY_LOST_OF_EXPIRED_BOOTS
}
