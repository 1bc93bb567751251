package org.cbnet.edge.capture;

import org.cbnet.edge.clock.EdgeClock;

/**
 * When the n-th frame is due. A fixed schedule from the first one: a source that falls behind
 * catches up, so that a run of N frames at a rate lasts as long as it says.
 */
final class Pace {
  private final EdgeClock clock;
  private final double nanosPerFrame;
  private long frames;
  private long startNanos;

  /**
   * @param framesPerSecond 0 for as fast as possible
   */
  Pace(EdgeClock clock, double framesPerSecond) {
    this.clock = clock;
    this.nanosPerFrame = framesPerSecond == 0 ? 0 : 1e9 / framesPerSecond;
  }

  /** Nanoseconds until the next frame is due; 0 or less where it is. */
  long untilDueNanos() {
    if (nanosPerFrame == 0) {
      return 0;
    }
    long now = clock.monotonicNanos();
    if (frames == 0) {
      startNanos = now;
    }
    return startNanos + Math.round(frames * nanosPerFrame) - now;
  }

  void taken() {
    frames++;
  }
}
