package org.cbnet.inference.planning;

/** Is told how cuts are planned, in the thread that infers. */
@FunctionalInterface
public interface PlanListener {
  /** Listens to nothing. */
  PlanListener NONE = decision -> {};

  /** Another cut is used from now on. */
  void decided(Decision decision);

  /** A planner begins; {@link CutPlanner#predictions} tells what it expects. */
  default void begins(CutPlanner planner) {}
}
