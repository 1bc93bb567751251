package org.cbnet.experiments.topic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.cbnet.schemas.Topic;

/** A devices' topic as devices wrote it, read with nothing of the cloud's code. */
public final class DeviceTopic {
  private static final Duration POLL = Duration.ofMillis(200);

  private DeviceTopic() {}

  /**
   * Hands over every record from the topic's start to its present end, each device's in order.
   *
   * @throws org.apache.kafka.common.KafkaException where the broker or the topic can't be read
   */
  public static <V> void read(String bootstrapServers, Topic<String, V> topic, Consumer<V> reader) {
    read(bootstrapServers, topic, Instant.EPOCH, reader);
  }

  /**
   * Hands over every record that was appended since a moment, to the topic's present end.
   *
   * @throws org.apache.kafka.common.KafkaException where the broker or the topic can't be read
   */
  public static <V> void read(
      String bootstrapServers, Topic<String, V> topic, Instant since, Consumer<V> reader) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            // A reader must not make the topic whose absence it should report.
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(settings, topic.key().deserializer(), topic.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new UnknownTopicOrPartitionException("there is no topic " + topic.name());
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer
          .offsetsForTimes(
              partitions.stream().collect(Collectors.toMap(p -> p, any -> since.toEpochMilli())))
          // There is no offset where nothing was appended since.
          .forEach((p, found) -> consumer.seek(p, found == null ? ends.get(p) : found.offset()));
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, V> record : consumer.poll(POLL)) {
          reader.accept(record.value());
        }
      }
    }
  }
}
