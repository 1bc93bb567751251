package org.cbnet.edge.config;

import java.time.Duration;

/**
 * How energy is told.
 *
 * @param interval longest interval of one sample
 */
public record EnergyConfig(Duration interval) {
  static final Setting<Duration> INTERVAL =
      Setting.duration("energy.interval", Duration.ofMillis(100), Duration.ofHours(1));

  public EnergyConfig {
    INTERVAL.check(interval);
  }

  static EnergyConfig read(Values values) {
    return new EnergyConfig(values.get(INTERVAL, "10s"));
  }
}
