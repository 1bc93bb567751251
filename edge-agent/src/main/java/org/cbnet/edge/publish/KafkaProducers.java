package org.cbnet.edge.publish;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka producers with the agent's settings: idempotent, acknowledged by all replicas, zstd. */
public final class KafkaProducers implements ProducerFactory {
  private final Map<String, Object> settings;

  /**
   * Checks the settings without looking for the broker, which may be away when the agent starts.
   *
   * @throws ConfigException where Kafka does not accept a value
   */
  public KafkaProducers(String deviceId, String bootstrapServers, Map<String, String> properties) {
    settings = new HashMap<>();
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, deviceId);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    // A batch is stamped when it is handed over. Half a minute bounds how old a stamp can get: what
    // is not delivered by then comes back to the spool and is stamped again.
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000");
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608");
    settings.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
    settings.putAll(properties);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    check(new ProducerConfig(settings));
  }

  @Override
  public Producer<String, byte[]> open() {
    return new KafkaProducer<>(settings);
  }

  // Kafka checks this one only when a producer is made.
  private static void check(ProducerConfig config) {
    int delivery = config.getInt(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    long least =
        config.getLong(ProducerConfig.LINGER_MS_CONFIG)
            + config.getInt(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG);
    if (delivery < least) {
      throw new ConfigException(
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          delivery,
          "must be at least linger.ms + request.timeout.ms, %d".formatted(least));
    }
  }
}
