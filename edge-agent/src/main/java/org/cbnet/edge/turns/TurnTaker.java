package org.cbnet.edge.turns;

import java.util.List;
import java.util.Optional;
import org.cbnet.edge.spool.SpoolCounters;

/** An agent that infers when it is told to. */
public interface TurnTaker {

  /** Gets ready to infer; returns when the first heartbeat is delivered. */
  void prepare() throws InterruptedException;

  /**
   * Opens arms anew, in an order.
   *
   * @throws IllegalArgumentException where there is no such arm, or it can't be opened
   */
  void open(List<String> arms) throws InterruptedException;

  /**
   * Infers frames under a round's number; returns when the broker has all of their results.
   *
   * @param arm that infers; empty for what is configured
   * @throws IllegalArgumentException where there are no such frames, or no such arm is open
   */
  void turn(int round, int firstFrame, int frames, Optional<String> arm)
      throws InterruptedException;

  /**
   * Infers frames that come at a steady rate, or idles, for a time; returns when the broker has all
   * results. Images come again and again from the first one on.
   *
   * @param arm that infers; empty for what is configured
   * @throws IllegalArgumentException where there is no such image, or no such arm is open
   */
  void block(int round, int firstFrame, SteadyLoad load, Optional<String> arm)
      throws InterruptedException;

  /** Drains and says goodbye; answers the last counters. */
  SpoolCounters finish() throws InterruptedException;
}
