package org.cbnet.experiments.link;

import java.time.Duration;

/**
 * A time in which a link stands still.
 *
 * @param start since the link got its profile
 * @param end since then; {@link #NEVER} where it does not end
 */
public record Outage(Duration start, Duration end) {
  /** Longer than anything runs, and still a number of nanoseconds. */
  public static final Duration NEVER = Duration.ofDays(36_500);

  /** Refuses outages that start before the profile or have no length. */
  public Outage {
    if (start.isNegative() || end.compareTo(start) <= 0) {
      throw new IllegalArgumentException(
          "outage from %s to %s can't be: give a start of 0 or later and an end behind it"
              .formatted(start, end));
    }
  }

  /** How long it lasts. */
  public Duration length() {
    return end.minus(start);
  }
}
