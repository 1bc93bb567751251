package org.cbnet.experiments.alignment;

import java.util.List;

/**
 * A pattern as it was truly played: nanoseconds of the run's monotonic clock.
 *
 * @param startNanos from when the machine did nothing but this
 * @param endNanos until when
 * @param pulses times of load within, in order
 */
public record PlayedPattern(long startNanos, long endNanos, List<Pulse> pulses) {
  public PlayedPattern {
    pulses = List.copyOf(pulses);
    long last = startNanos;
    for (Pulse pulse : pulses) {
      if (pulse.startNanos() < last) {
        throw new IllegalArgumentException("pulses must not overlap: %s".formatted(pulse));
      }
      last = pulse.endNanos();
    }
    if (pulses.isEmpty() || last > endNanos) {
      throw new IllegalArgumentException(
          "pulses must lie within %d to %d: %s".formatted(startNanos, endNanos, pulses));
    }
  }

  /** A pattern as it would be played by a machine without delays. */
  public static PlayedPattern exactly(LoadPattern pattern, long startNanos) {
    return new PlayedPattern(
        startNanos,
        startNanos + pattern.length().toNanos(),
        pattern.pulses().stream()
            .map(pulse -> new Pulse(startNanos + pulse.startNanos(), startNanos + pulse.endNanos()))
            .toList());
  }
}
