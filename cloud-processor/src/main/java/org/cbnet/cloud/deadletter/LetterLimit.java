package org.cbnet.cloud.deadletter;

import org.cbnet.cloud.state.LetterLimitState;
import org.cbnet.cloud.state.StateFormat;

/**
 * How many dead letters one device may have in one topic: {@link #BURST} at once, and one more
 * every {@link #MILLIS_A_LETTER} (a token bucket). Without it a device with a defect would fill the
 * dead letters, and hide the others'.
 *
 * <p>Time is append time, so the same records give the same letters again. Not thread-safe.
 */
public final class LetterLimit {
  /** Letters at once. */
  public static final int BURST = 100;

  /** Time that saves up one more, milliseconds. */
  public static final long MILLIS_A_LETTER = 10_000;

  private static final long FULL = BURST * MILLIS_A_LETTER;
  // Far beyond the time to save all up, because topics run ahead of each other.
  private static final long IDLE_MILLIS = 86_400_000;

  private long creditMillis;
  private long lastAppendMillis;

  private LetterLimit(long creditMillis, long lastAppendMillis) {
    this.creditMillis = creditMillis;
    this.lastAppendMillis = lastAppendMillis;
  }

  /** Of a device without refusals. */
  public static LetterLimit full() {
    return new LetterLimit(FULL, 0);
  }

  /** As {@link #toState()} gave it. */
  public static LetterLimit of(LetterLimitState state) {
    return new LetterLimit(state.getCreditMillis(), state.getLastAppendMillis());
  }

  /** The stored form. */
  public LetterLimitState toState() {
    return new LetterLimitState(StateFormat.VERSION, creditMillis, lastAppendMillis);
  }

  /** Takes one letter, if there is one left when a record was appended. */
  public boolean take(long appendMillis) {
    long elapsed = Math.max(0, appendMillis - lastAppendMillis);
    creditMillis = Math.min(FULL, creditMillis + Math.min(FULL, elapsed));
    lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
    if (creditMillis < MILLIS_A_LETTER) {
      return false;
    }
    creditMillis -= MILLIS_A_LETTER;
    return true;
  }

  /** Whether it has been as good as {@link #full()} for long, and needs not be kept. */
  public boolean isIdle(long nowMillis) {
    return nowMillis - lastAppendMillis > IDLE_MILLIS;
  }
}
