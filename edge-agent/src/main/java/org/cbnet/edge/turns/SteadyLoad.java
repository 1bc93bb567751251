package org.cbnet.edge.turns;

import java.time.Duration;

/**
 * How often frames come for how long.
 *
 * @param framesPerSecond 0 for none: the device idles
 * @param lasts at least a millisecond
 */
public record SteadyLoad(double framesPerSecond, Duration lasts) {
  public SteadyLoad {
    if (!(framesPerSecond >= 0 && Double.isFinite(framesPerSecond)) || lasts.toMillis() < 1) {
      throw new IllegalArgumentException(
          "framesPerSecond must be at least 0, lasts at least a millisecond: %s, %s"
              .formatted(framesPerSecond, lasts));
    }
  }
}
