package org.cbnet.edge.loop;

import java.time.Duration;

/** Waits for what is in the spool to leave. */
@FunctionalInterface
public interface Drain {

  /** Whether all has left, after waiting so long at most. */
  boolean within(Duration atMost) throws InterruptedException;
}
