package org.cbnet.edge.turns;

import org.cbnet.edge.spool.SpoolCounters;

/** An agent that infers when it is told to. */
public interface TurnTaker {

  /** Gets ready to infer; returns when the first heartbeat is delivered. */
  void prepare() throws InterruptedException;

  /**
   * Infers frames under a round's number; returns when the broker has all of their results.
   *
   * @throws IllegalArgumentException where there are no such frames
   */
  void turn(int round, int firstFrame, int frames) throws InterruptedException;

  /** Drains and says goodbye; answers the last counters. */
  SpoolCounters finish() throws InterruptedException;
}
