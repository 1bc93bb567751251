package org.cbnet.cloud.pairing;

/**
 * The counters of the law of pairing: first those of a cohort, then those of a partition.
 *
 * <pre>
 * outcomes read = open + folded + unpaired + repeated + unexpected (of all cohorts)
 *                 + deleted + expired
 * </pre>
 */
public enum PairingCounter {
  /** Outcomes read. */
  READ,
  /** Frames that wait for an arm. */
  OPEN_FRAMES,
  /** Their outcomes. */
  OPEN,
  /** Frames that all arms had. */
  FRAMES,
  /** Their outcomes. */
  FOLDED,
  /** Their pairs of arms: what the pairs' rows hold. */
  PAIRS,
  /** Frames whose slot was closed before all arms had them. */
  UNPAIRED_FRAMES,
  /** Their outcomes, and those that came after. */
  UNPAIRED,
  /** Outcomes of an arm that had the frame before. */
  REPEATED,
  /** Outcomes of an arm beyond those that each frame is given. */
  UNEXPECTED,
  /** Outcomes of runs that were deleted. */
  DELETED,
  /** Outcomes of runs that are older than runs are kept. */
  EXPIRED,
  /** Records that could not be read. */
  UNDECODABLE
}
