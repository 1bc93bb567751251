package org.cbnet.edge.offload;

import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.clock.SystemClock;
import org.cbnet.edge.config.KafkaConfig;
import org.cbnet.edge.config.OffloadConfig;
import org.cbnet.inference.offload.Offloader;

/** Opens the offloader that is configured. */
public final class Offloaders {
  private Offloaders() {}

  /**
   * Opens one; whether there is a link shows in its answers.
   *
   * @param agent the agent's broker, for what {@code config} does not say
   * @param deviceId key of requests and replies
   * @throws org.apache.kafka.common.KafkaException where Kafka does not accept a security setting
   */
  public static Offloader open(OffloadConfig config, KafkaConfig agent, String deviceId) {
    EdgeClock clock = new SystemClock(Clock.systemUTC());
    return switch (config.transport()) {
      case NONE -> new NoOffloader();
      case KAFKA ->
          new KafkaOffloader(
              new KafkaSettings(
                  deviceId,
                  config.kafka().bootstrapServers().orElse(agent.bootstrapServers()),
                  agent.properties()),
              new ReplyPartition(deviceId, config.replyPartition()),
              clock,
              UUID::randomUUID);
      case HTTP2 ->
          new Http2Offloader(config.url().orElseThrow(), deviceId, clock, UUID::randomUUID);
    };
  }

  /**
   * Opens one over HTTP/2.
   *
   * @param server its offload address; what is asked for is put behind it
   */
  public static Offloader http2(URI server, String deviceId) {
    return new Http2Offloader(
        server, deviceId, new SystemClock(Clock.systemUTC()), UUID::randomUUID);
  }
}
