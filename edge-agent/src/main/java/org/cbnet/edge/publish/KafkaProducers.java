package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka producers with the agent's settings: idempotent, acknowledged by all replicas, zstd. */
public final class KafkaProducers implements ProducerFactory {
  private static final Duration PROBE_PATIENCE = Duration.ofSeconds(3);

  private final Map<String, Object> settings;
  private final List<String> servers;
  private final boolean plain;

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
    ProducerConfig config = new ProducerConfig(settings);
    check(config);
    servers = config.getList(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG);
    // TLS tells a stranger by itself.
    plain =
        !config
            .getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)
            .toUpperCase(Locale.ROOT)
            .endsWith("SSL");
  }

  /**
   * Opens a producer; the broker may be away.
   *
   * @throws org.apache.kafka.common.KafkaException where something else than a broker listens
   */
  @Override
  public Producer<String, byte[]> open() {
    if (plain) {
      new BrokerProbe(servers, PROBE_PATIENCE).check();
    }
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
