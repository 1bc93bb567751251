package org.cbnet.experiments.alignment;

/**
 * A time of full load. Nanoseconds, of a pattern's start where it is planned, of the run's
 * monotonic clock where it was played.
 *
 * @param startNanos first moment of load
 * @param endNanos first moment without
 */
public record Pulse(long startNanos, long endNanos) {
  public Pulse {
    if (endNanos <= startNanos) {
      throw new IllegalArgumentException(
          "a pulse must end after its start: %d, %d".formatted(startNanos, endNanos));
    }
  }
}
