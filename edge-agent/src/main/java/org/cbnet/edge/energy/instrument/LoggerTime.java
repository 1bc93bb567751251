package org.cbnet.edge.energy.instrument;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Puts a logger's own time on the agent's clock. Differences are the logger's, because lines arrive
 * in bursts; where both clocks are more than a second apart, they are set together anew.
 */
final class LoggerTime {
  private static final long MOST_APART = Duration.ofSeconds(1).toNanos();

  private boolean set;
  private long ahead;

  /**
   * @param logged the logger's time; empty where it has none, and then the arrival counts
   */
  long ours(OptionalLong logged, long arrivedNanos) {
    if (logged.isEmpty()) {
      return arrivedNanos;
    }
    long ours = logged.getAsLong() + ahead;
    if (!set || Math.abs(ours - arrivedNanos) > MOST_APART) {
      set = true;
      ahead = arrivedNanos - logged.getAsLong();
      return arrivedNanos;
    }
    return ours;
  }
}
