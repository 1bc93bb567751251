package org.cbnet.edge.config;

import java.time.Duration;

/**
 * How the agent ends.
 *
 * @param drainTimeout longest wait for the broker's acknowledgements
 */
public record ShutdownConfig(Duration drainTimeout) {
  static final Setting<Duration> DRAIN_TIMEOUT =
      Setting.duration("shutdown.drain-timeout", Duration.ZERO, Duration.ofHours(1));

  public ShutdownConfig {
    DRAIN_TIMEOUT.check(drainTimeout);
  }

  static ShutdownConfig read(Values values) {
    return new ShutdownConfig(values.get(DRAIN_TIMEOUT, "30s"));
  }
}
