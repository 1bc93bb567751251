package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.log.Repeats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how the link fares: each kind of event once a minute, with the count that was kept
 * back.
 */
final class LinkLog {
  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final String deviceId;
  private final Repeats repeats;

  LinkLog(String deviceId, EdgeClock clock) {
    this.deviceId = deviceId;
    this.repeats = new Repeats(clock, PERIOD);
  }

  void trouble(String event, Throwable cause) {
    OptionalLong keptBack = repeats.admit(event + cause.getClass().getName());
    if (keptBack.isEmpty()) {
      return;
    }
    LOG.atWarn()
        .addKeyValue("deviceId", deviceId)
        .addKeyValue("reason", cause.toString())
        .addKeyValue("count", keptBack.getAsLong())
        // What is not Kafka's is a mistake of ours, and needs its place in the code.
        .setCause(cause instanceof KafkaException ? null : cause)
        .log(event);
  }

  void replaced(String reason) {
    OptionalLong keptBack = repeats.admit("replaced" + reason);
    if (keptBack.isEmpty()) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("deviceId", deviceId)
        .addKeyValue("reason", reason)
        .addKeyValue("count", keptBack.getAsLong())
        .log("link replaced");
  }

  void restored(int attempts) {
    OptionalLong keptBack = repeats.admit("restored");
    if (keptBack.isEmpty()) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("deviceId", deviceId)
        .addKeyValue("attempts", attempts)
        .addKeyValue("count", keptBack.getAsLong())
        .log("link restored");
  }
}
