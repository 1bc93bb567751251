package org.cbnet.edge.offload;

import java.time.Duration;
import java.util.OptionalLong;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.log.Repeats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells the log how a line fares, each kind of event once a minute. Of the line's thread. */
final class LineLog {
  private static final Logger LOG = LoggerFactory.getLogger(LineLog.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final String deviceId;
  private final Repeats repeats;

  LineLog(String deviceId, EdgeClock clock) {
    this.deviceId = deviceId;
    this.repeats = new Repeats(clock, PERIOD);
  }

  void up() {
    log("offloading can be asked for", "", LOG.atInfo());
  }

  void lost(Throwable cause) {
    log("offloading can't be asked for", cause.toString(), LOG.atWarn());
  }

  private void log(String event, String reason, LoggingEventBuilder to) {
    OptionalLong keptBack = repeats.admit(event + reason);
    if (keptBack.isPresent()) {
      to.addKeyValue("deviceId", deviceId)
          .addKeyValue("reason", reason)
          .addKeyValue("count", keptBack.getAsLong())
          .log(event);
    }
  }
}
