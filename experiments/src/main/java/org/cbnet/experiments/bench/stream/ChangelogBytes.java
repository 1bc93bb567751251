package org.cbnet.experiments.bench.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The bytes of keys and values that an application's stores hold: the latest of each key in their
 * changelogs, which is what compaction leaves and a restore reads.
 *
 * @param byStore bytes by the store's name
 */
record ChangelogBytes(Map<String, Long> byStore) {
  private static final String SUFFIX = "-changelog";
  private static final Duration POLL = Duration.ofMillis(200);

  static ChangelogBytes read(String bootstrapServers, String applicationId) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    Map<String, Long> byStore = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      String prefix = applicationId + "-";
      consumer
          .listTopics()
          .forEach(
              (topic, partitions) -> {
                if (topic.startsWith(prefix) && topic.endsWith(SUFFIX)) {
                  String store = topic.substring(prefix.length(), topic.length() - SUFFIX.length());
                  List<TopicPartition> all =
                      partitions.stream()
                          .map(each -> new TopicPartition(topic, each.partition()))
                          .toList();
                  byStore.put(store, live(consumer, all));
                }
              });
    }
    return new ChangelogBytes(byStore);
  }

  private static long live(
      KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    record Key(int partition, ByteBuffer bytes) {}
    Map<Key, Integer> valueBytes = new HashMap<>();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        Key key = new Key(each.partition(), ByteBuffer.wrap(each.key()));
        if (each.value() == null) {
          valueBytes.remove(key);
        } else {
          valueBytes.put(key, each.value().length);
        }
      }
    }
    return valueBytes.entrySet().stream()
        .mapToLong(each -> each.getKey().bytes().capacity() + (long) each.getValue())
        .sum();
  }
}
