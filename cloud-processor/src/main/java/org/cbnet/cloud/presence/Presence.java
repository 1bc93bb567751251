package org.cbnet.cloud.presence;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a device is heard. */
public enum Presence {
  /** Heard a moment ago. */
  ONLINE,
  /** It misses some heartbeats. */
  LATE,
  /** It is not heard any more. */
  OFFLINE,
  /** It is registered, and nothing ever came. */
  NEVER_SEEN;

  /** As it is written. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that is written so, if there is one. */
  public static Optional<Presence> of(String id) {
    return Arrays.stream(values()).filter(presence -> presence.id().equals(id)).findFirst();
  }
}
