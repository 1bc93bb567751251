package org.cbnet.experiments.link;

import java.time.Duration;

/**
 * What a link takes by itself each way, to wake up and to copy, which is taken off its delay. After
 * a long wait everybody is harder to wake.
 *
 * @param ofShort where the delay is less than half a millisecond
 * @param ofLong where it is more
 */
public record OwnCost(Duration ofShort, Duration ofLong) {
  /** Nothing is taken off, so delays are longer than asked by some 0.1 ms. */
  public static final OwnCost NONE = new OwnCost(Duration.ZERO, Duration.ZERO);

  private static final Duration SHORT = Duration.ofNanos(500_000);

  /** Refuses negative times. */
  public OwnCost {
    if (ofShort.isNegative() || ofLong.isNegative()) {
      throw new IllegalArgumentException(
          "a link's own time of %s and %s can't be: give 0 or more".formatted(ofShort, ofLong));
    }
  }

  long nanosFor(Duration delay) {
    return (delay.compareTo(SHORT) < 0 ? ofShort : ofLong).toNanos();
  }
}
