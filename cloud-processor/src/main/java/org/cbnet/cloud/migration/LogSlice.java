package org.cbnet.cloud.migration;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what lies committed in partitions, from the beginning or the last few, to the end. */
public final class LogSlice {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private LogSlice() {}

  /**
   * Reads up to the end that there is at the call.
   *
   * @param client properties of the connection
   * @param partitions to read, with how many offsets before the end to begin at most
   * @param sink takes each record, in the order of its partition
   * @throws IOException where the broker sends nothing for half a minute
   */
  public static void read(
      Properties client,
      Map<TopicPartition, Long> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> sink)
      throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(client)) {
      consumer.assign(partitions.keySet());
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions.keySet());
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet());
      partitions.forEach(
          (each, most) -> consumer.seek(each, Math.max(begins.get(each), ends.get(each) - most)));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(each -> consumer.position(each.getKey()) < each.getValue())) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
            sink.accept(record);
          }
        }
        if (!records.isEmpty()) {
          deadline = System.nanoTime() + PATIENCE.toNanos();
        } else if (System.nanoTime() > deadline) {
          throw new IOException("the broker sends nothing of %s".formatted(partitions.keySet()));
        }
      }
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Properties client) {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
