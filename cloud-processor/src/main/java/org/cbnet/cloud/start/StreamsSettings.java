package org.cbnet.cloud.start;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.store.SharedMemory;

/** What Kafka is told, and why. */
public final class StreamsSettings {
  // A killed instance's partitions are free after this; the default of 45 s is a long silence.
  private static final int SESSION_MILLIS = 10_000;
  // A member hears of a rebalance with its next heartbeat: until then partitions stand still.
  private static final int HEARTBEAT_MILLIS = 1_000;
  // Changelogs forget removals after a day: older files would bring removed rows back.
  private static final long OLDEST_STATE_MILLIS = Duration.ofHours(12).toMillis();
  private static final int ADMIN_MILLIS = 15_000;
  // What Streams has by itself, and beyond the time between two commits.
  private static final int TRANSACTION_SLACK_MILLIS = 10_000;
  private static final String CONSUMER = StreamsConfig.CONSUMER_PREFIX;
  private static final String PRODUCER = StreamsConfig.PRODUCER_PREFIX;

  private StreamsSettings() {}

  /**
   * Of the Streams application.
   *
   * @param advertised host:port where other instances find this one
   */
  public static Properties streams(CloudConfig config, String advertised) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.threads());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.commitInterval().toMillis());
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, config.topics().replicationFactor());
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, advertised);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, config.instances().standbys());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedMemory.class);
    properties.put(SharedMemory.BYTES, config.memory().storeBytes());
    properties.put(StreamsConfig.STATE_CLEANUP_DIR_MAX_AGE_MS_CONFIG, OLDEST_STATE_MILLIS);
    properties.putAll(config.kafka().properties());
    unlessGiven(properties, CONSUMER, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    unlessGiven(
        properties, CONSUMER, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    unlessGiven(properties, PRODUCER, ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    unlessGiven(
        properties, PRODUCER, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, transactionMillis(config));
    return properties;
  }

  /** Streams refuses a transaction that may not last as long as from one commit to the next. */
  private static int transactionMillis(CloudConfig config) {
    return Math.toIntExact(config.commitInterval().toMillis()) + TRANSACTION_SLACK_MILLIS;
  }

  /** A prefixed name is the stronger one to Kafka, so ours must not stand beside a plain one. */
  private static void unlessGiven(Properties properties, String prefix, String name, Object value) {
    if (!properties.containsKey(name)) {
      properties.putIfAbsent(prefix + name, value);
    }
  }

  /** Of the client that prepares the topics: it gives up soon, so that a wrong address shows. */
  public static Properties admin(CloudConfig config) {
    Properties properties = new Properties();
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
    properties.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_MILLIS);
    properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_MILLIS / 3);
    properties.putAll(config.kafka().properties());
    return properties;
  }
}
