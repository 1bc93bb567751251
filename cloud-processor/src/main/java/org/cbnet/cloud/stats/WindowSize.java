package org.cbnet.cloud.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Lengths of the windows kept, by the names that queries use. */
public enum WindowSize {
  /** One minute. */
  MINUTE("1m", 60),
  /** One hour. */
  HOUR("1h", 3600);

  private final String id;
  private final long seconds;

  WindowSize(String id, long seconds) {
    this.id = id;
    this.seconds = seconds;
  }

  public String id() {
    return id;
  }

  public Duration duration() {
    return Duration.ofSeconds(seconds);
  }

  /** Start of the window that holds a time, seconds since 1970-01-01 UTC. */
  public long startSeconds(long micros) {
    long at = Math.floorDiv(micros, TimeUnit.SECONDS.toMicros(1));
    return at - Math.floorMod(at, seconds);
  }

  /** Finds a size by its {@link #id()}. */
  public static Optional<WindowSize> of(String id) {
    return Arrays.stream(values()).filter(size -> size.id.equals(id)).findFirst();
  }
}
