package org.cbnet.experiments.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Counts a run's results again from the raw topic, with nothing of the cloud's code: what the
 * cloud's figures are held against.
 */
final class TopicRecount {
  private static final Duration POLL = Duration.ofMillis(200);

  private TopicRecount() {}

  /**
   * What one strategy did, every distinct result once.
   *
   * @param results classified and failed
   * @param labelled classified, and the true label is known
   * @param correct of the labelled, predicted right
   */
  record Count(long results, long labelled, long correct) {
    static final Count NONE = new Count(0, 0, 0);

    private Count plus(Result result) {
      boolean known = result.getPredictedLabel() != null && result.getTrueLabel() != null;
      boolean right = known && result.getPredictedLabel().equals(result.getTrueLabel());
      return new Count(results + 1, labelled + (known ? 1 : 0), correct + (right ? 1 : 0));
    }
  }

  /** Reads the results topic from its start to its present end. */
  static Map<String, Count> of(String bootstrapServers, String runId) {
    Topic<String, ResultBatch> topic = Topics.INFERENCE_RESULTS;
    Map<String, Object> settings =
        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    Map<String, Count> counts = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    try (KafkaConsumer<String, ResultBatch> consumer =
        new KafkaConsumer<>(settings, topic.key().deserializer(), topic.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, ResultBatch> record : consumer.poll(POLL)) {
          if (runId.equals(record.value().getRunId())) {
            add(record.value(), seen, counts);
          }
        }
      }
    }
    return counts;
  }

  private static void add(ResultBatch batch, Set<String> seen, Map<String, Count> counts) {
    long sequence = batch.getFirstSequence();
    for (Result result : batch.getResults()) {
      String identity =
          "%s/%s/%d/%d"
              .formatted(
                  batch.getDeviceId(), batch.getInstallId(), batch.getBootNumber(), sequence++);
      if (seen.add(identity)) {
        counts.merge(batch.getStrategy(), Count.NONE.plus(result), (a, b) -> a.plus(result));
      }
    }
  }
}
