package org.cbnet.edge.spool;

/** What happens when the spool is full. Whatever is given up is counted and announced. */
public enum FullPolicy {
  /** The oldest entries go that are not on their way to the broker. */
  DROP_OLDEST,
  /** New ones are not stored. */
  DROP_NEWEST,
  /** Inference waits for room. */
  BLOCK
}
