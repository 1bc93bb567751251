package org.cbnet.edge.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach the broker.
 *
 * @param bootstrapServers comma-separated host:port
 * @param properties of the Kafka producer, by Kafka's own names
 */
public record KafkaConfig(String bootstrapServers, Map<String, String> properties) {
  static final String PROPERTIES = "kafka.properties.";
  static final Setting<String> BOOTSTRAP_SERVERS =
      Setting.text("kafka.bootstrap-servers", "host:port[,host:port...]");

  // Delivery once and in order rests on these.
  private static final Set<String> OURS =
      Set.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG);

  public KafkaConfig {
    BOOTSTRAP_SERVERS.check(bootstrapServers);
    properties = Map.copyOf(new TreeMap<>(properties));
    properties.forEach(KafkaConfig::check);
  }

  static KafkaConfig read(Values values) {
    return new KafkaConfig(
        values.get(BOOTSTRAP_SERVERS, "localhost:9092"), values.startingWith(PROPERTIES));
  }

  private static void check(String name, String value) {
    if (OURS.contains(name) || !ProducerConfig.configNames().contains(name)) {
      throw new ConfigException(
          "%s%s must be a Kafka producer property that the agent does not set itself: %s"
              .formatted(PROPERTIES, name, value));
    }
  }
}
