package org.cbnet.edge.config;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach the broker.
 *
 * @param bootstrapServers comma-separated host:port
 * @param properties of the Kafka producer, by Kafka's own names
 */
public record KafkaConfig(String bootstrapServers, Map<String, String> properties) {
  static final String PROPERTIES = "kafka.properties.";
  private static final String HOST_AND_PORT = "([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.%]+\\]):[0-9]{1,5}";
  static final Setting<String> BOOTSTRAP_SERVERS = servers("kafka.bootstrap-servers");

  // Delivery once and in order rests on these.
  private static final Set<String> OURS =
      Set.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          // The cloud knows what it got twice by looking within the partition of the device.
          ProducerConfig.PARTITIONER_CLASS_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG);

  public KafkaConfig {
    BOOTSTRAP_SERVERS.check(bootstrapServers);
    properties = Map.copyOf(new TreeMap<>(properties));
    properties.forEach(KafkaConfig::check);
  }

  static KafkaConfig read(Values values) {
    return new KafkaConfig(
        values.get(BOOTSTRAP_SERVERS, "localhost:9092"), values.startingWith(PROPERTIES));
  }

  /** Where brokers are, at any key. */
  static Setting<String> servers(String key) {
    return Setting.matching(
        key,
        "host:port[,host:port...]",
        Pattern.compile(HOST_AND_PORT + "(," + HOST_AND_PORT + ")*"));
  }

  /** How long Kafka's client may keep a thread that sends, beyond what it does by default. */
  public Duration longestWait() {
    try {
      return Duration.ofMillis(
          Long.parseLong(properties.getOrDefault(ProducerConfig.MAX_BLOCK_MS_CONFIG, "0")));
    } catch (NumberFormatException e) {
      // Kafka refuses it, in its own words.
      return Duration.ZERO;
    }
  }

  private static void check(String name, String value) {
    if (OURS.contains(name) || !ProducerConfig.configNames().contains(name)) {
      throw new ConfigException(
          "%s%s must be a Kafka producer property that the agent does not set itself: %s"
              .formatted(PROPERTIES, name, Secrets.shown(name, value)));
    }
  }
}
