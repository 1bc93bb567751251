package org.cbnet.cloud.offload;

/** What becomes of a request; each has exactly one. */
enum Ending {
  /** No request could be read. */
  UNDECODABLE,
  /** Computed, with a label. */
  ANSWERED,
  /** Its time was over, or too short. */
  EXPIRED,
  /** Of a bundle or cut that is not here. */
  UNKNOWN,
  /** Can't be computed. */
  FAILED
}
