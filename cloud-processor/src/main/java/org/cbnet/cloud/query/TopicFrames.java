package org.cbnet.cloud.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.ResultBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches single results from their topic. Safe for several threads, which take turns. */
public final class TopicFrames implements Frames, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicFrames.class);
  private static final AvroCodec<ResultBatch> BATCH = AvroCodec.of(ResultBatch.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();
  // One record is wanted of what a fetch brings.
  private static final int FETCH_BYTES = 64 << 10;

  private final Properties client;
  private KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @param client properties of the connection
   */
  public TopicFrames(Properties client) {
    this.client = Objects.requireNonNull(client, "client is null");
  }

  @Override
  public synchronized List<Frame> at(int partition, List<Long> offsets) {
    List<Frame> frames = new ArrayList<>();
    long start = System.nanoTime();
    TopicPartition topic = new TopicPartition(Topics.INFERENCE_RESULTS.name(), partition);
    try {
      if (consumer == null) {
        consumer = consumer();
      }
      consumer.assign(List.of(topic));
      for (long offset : offsets) {
        if (System.nanoTime() - start > LONGEST_NANOS) {
          break;
        }
        consumer.seek(topic, offset);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (record.offset() == offset) {
            add(record, frames);
          }
        }
      }
    } catch (KafkaException e) {
      // What else is known of the device is worth telling without them.
      LOG.warn("frames can't be read topicName={} partition={}", topic.topic(), partition, e);
    }
    return frames;
  }

  private static void add(ConsumerRecord<byte[], byte[]> record, List<Frame> frames) {
    try {
      ResultBatch batch = BATCH.decode(record.value());
      for (int i = 0; i < batch.getResults().size(); i++) {
        frames.add(Frame.of(batch, i, record.timestamp()));
      }
    } catch (DecodingException e) {
      LOG.warn("a counted batch can't be read offset={}", record.offset(), e);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>();
    client.forEach((name, value) -> settings.put(name.toString(), value));
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Override
  public synchronized void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
