package org.cbnet.edge.health;

/**
 * The answer of one check.
 *
 * @param name of the check
 * @param weight what a problem means
 * @param problem empty where all is well
 */
record Finding(String name, Weight weight, String problem) {
  /** What a problem means. */
  enum Weight {
    /** The process must be replaced. */
    ALIVE,
    /** The agent does not do its work yet, or any more. */
    READY,
    /** Somebody should know; the agent does its work. */
    TOLD
  }

  boolean well() {
    return problem.isEmpty();
  }
}
