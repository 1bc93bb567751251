package org.cbnet.edge.log;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.cbnet.edge.clock.EdgeClock;

/**
 * Keeps a repeated event from flooding the log: it is logged once, then at most once a period with
 * the number that were kept back. Used by one thread at a time.
 */
public final class Repeats {
  private static final int MAX_KEYS = 1_000;

  private final EdgeClock clock;
  private final long periodNanos;
  private final Map<String, Seen> seen = new HashMap<>();

  public Repeats(EdgeClock clock, Duration period) {
    this.clock = clock;
    this.periodNanos = period.toNanos();
  }

  /** Empty where the event is to be kept back, else how many of its kind were since the last. */
  public OptionalLong admit(String key) {
    long now = clock.monotonicNanos();
    Seen last = seen.get(key);
    if (last != null && now - last.loggedNanos < periodNanos) {
      last.keptBack++;
      return OptionalLong.empty();
    }
    if (seen.size() >= MAX_KEYS) {
      // Keys may hold what a frame brings along: forgetting all is better than growing for ever.
      seen.clear();
    }
    seen.put(key, new Seen(now));
    return OptionalLong.of(last == null ? 0 : last.keptBack);
  }

  private static final class Seen {
    private final long loggedNanos;
    private long keptBack;

    private Seen(long loggedNanos) {
      this.loggedNanos = loggedNanos;
    }
  }
}
