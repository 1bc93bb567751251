package org.cbnet.cloud.offload;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.start.StartException;
import org.cbnet.schemas.Topics;

/** The Kafka clients of the offloading application, and why they are set as they are. */
final class OffloadClients {
  // Workers send: with the broker away a reply is lost at once, its budget would not wait either.
  private static final int REPLY_BLOCK_MILLIS = 10;
  // No request waits longer than this on any device, so that a later reply is of no use.
  private static final int REPLY_DELIVERY_MILLIS = 2_000;
  private static final int SESSION_MILLIS = 10_000;
  private static final int HEARTBEAT_MILLIS = 1_000;
  // A producer forgets topics that it did not write to for so long, and would wait for them again.
  private static final int NEVER_MILLIS = Integer.MAX_VALUE;

  private static final int ATTEMPTS = 600;
  private static final int PAUSE_MILLIS = 50;

  private final CloudConfig config;

  OffloadClients(CloudConfig config) {
    this.config = config;
  }

  /**
   * Reads requests: from now on, each at most once. What came while nobody read has no time left,
   * and without a clock's history nobody could tell, so that positions are not kept.
   */
  KafkaConsumer<byte[], byte[]> requests() {
    Map<String, Object> settings = shared();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.offload().group());
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        List.of(CooperativeStickyAssignor.class.getName()));
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /**
   * Sends replies: at once, once.
   *
   * @throws StartException where the broker does not tell of their topic
   */
  KafkaProducer<byte[], byte[]> replies() throws StartException {
    Map<String, Object> settings = shared();
    settings.put(ProducerConfig.ACKS_CONFIG, "1");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, false);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REPLY_BLOCK_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REPLY_DELIVERY_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, REPLY_DELIVERY_MILLIS);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_MILLIS);
    return producer(settings, Topics.OFFLOAD_REPLIES.name());
  }

  /**
   * Sends dead letters: they may take their time, not that of who sends them.
   *
   * @throws StartException where the broker does not tell of their topic
   */
  KafkaProducer<byte[], byte[]> letters() throws StartException {
    Map<String, Object> settings = shared();
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REPLY_BLOCK_MILLIS);
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, NEVER_MILLIS);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return producer(settings, Topics.DEAD_LETTERS.name());
  }

  /** One that knows its topic: the first record would not wait for that, and be lost. */
  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings, String topic)
      throws StartException {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        try {
          if (!producer.partitionsFor(topic).isEmpty()) {
            return producer;
          }
        } catch (TimeoutException e) {
          // It goes on asking by itself.
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
    producer.close(Duration.ZERO);
    throw new StartException(
        "the broker does not tell of topic %s: see whether it runs and the topic is there"
            .formatted(topic));
  }

  private Map<String, Object> shared() {
    Map<String, Object> settings = new HashMap<>(config.kafka().properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.kafka().bootstrapServers());
    return settings;
  }
}
