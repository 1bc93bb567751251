package org.cbnet.inference.planning;

import org.cbnet.inference.partition.Cut;

/** Is told how cuts are planned, in the thread that infers. */
@FunctionalInterface
public interface PlanListener {
  /** Listens to nothing. */
  PlanListener NONE = decision -> {};

  /** Another cut is used from now on. */
  void decided(Decision decision);

  /**
   * A cut can't be used on this machine and is not chosen any more; frames go on as before.
   *
   * @param reason for the log
   */
  default void leftOut(Cut cut, String reason) {}

  /** A planner begins; {@link CutPlanner#predictions} tells what it expects. */
  default void begins(CutPlanner planner) {}
}
