package org.cbnet.experiments.recount;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which sequence numbers were seen, each one by one. Not thread-safe. */
final class Numbers {
  private final Map<String, Set<Long>> seen = new HashMap<>();

  /** Whether a number is new; it is not from now on. */
  boolean take(String deviceId, String installId, long bootNumber, long number) {
    return seen.computeIfAbsent(
            "%s/%s/%d".formatted(deviceId, installId, bootNumber), any -> new HashSet<>())
        .add(number);
  }
}
