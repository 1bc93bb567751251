package org.cbnet.edge.config;

import java.time.Duration;

/**
 * How often the device says how it is.
 *
 * @param interval between two heartbeats
 */
public record StatusConfig(Duration interval) {
  static final Setting<Duration> INTERVAL =
      Setting.duration("status.interval", Duration.ofMillis(100), Duration.ofHours(1));

  public StatusConfig {
    INTERVAL.check(interval);
  }

  static StatusConfig read(Values values) {
    return new StatusConfig(values.get(INTERVAL, "5s"));
  }
}
