package org.cbnet.cloud.presence;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Judges presence by the broker's append times: a device's own clock may be years off.
 *
 * @param lateAfter since the last heartbeat or result
 * @param offlineAfter likewise
 */
public record PresenceRule(Duration lateAfter, Duration offlineAfter) {

  public PresenceRule {
    Objects.requireNonNull(lateAfter, "lateAfter is null");
    Objects.requireNonNull(offlineAfter, "offlineAfter is null");
  }

  /** Judges one that was heard at a time, if ever. */
  Presence of(OptionalLong heardMillis, long nowMillis) {
    if (heardMillis.isEmpty()) {
      return Presence.NEVER_SEEN;
    }
    long silentMillis = nowMillis - heardMillis.getAsLong();
    if (silentMillis >= offlineAfter.toMillis()) {
      return Presence.OFFLINE;
    }
    return silentMillis >= lateAfter.toMillis() ? Presence.LATE : Presence.ONLINE;
  }
}
