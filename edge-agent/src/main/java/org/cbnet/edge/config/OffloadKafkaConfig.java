package org.cbnet.edge.config;

import java.util.Optional;

/**
 * The broker of offloading.
 *
 * @param bootstrapServers comma-separated host:port; empty for the agent's
 */
public record OffloadKafkaConfig(Optional<String> bootstrapServers) {
  static final Setting<String> BOOTSTRAP_SERVERS =
      KafkaConfig.servers("offload.kafka.bootstrap-servers");

  public OffloadKafkaConfig {
    BOOTSTRAP_SERVERS.check(bootstrapServers);
  }

  static OffloadKafkaConfig read(Values values) {
    return new OffloadKafkaConfig(values.find(BOOTSTRAP_SERVERS));
  }
}
