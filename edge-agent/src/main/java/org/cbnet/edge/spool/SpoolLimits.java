package org.cbnet.edge.spool;

import java.time.Duration;
import java.util.Objects;

/**
 * What a spool may take and keep.
 *
 * @param maxBytes cap of what it holds, at least 1
 * @param whenFull what happens there
 * @param maxAge what is older is dropped
 */
public record SpoolLimits(long maxBytes, FullPolicy whenFull, Duration maxAge) {
  public SpoolLimits {
    Objects.requireNonNull(whenFull, "whenFull is null");
    Objects.requireNonNull(maxAge, "maxAge is null");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1: " + maxBytes);
    }
  }
}
