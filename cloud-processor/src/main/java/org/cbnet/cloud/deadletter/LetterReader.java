package org.cbnet.cloud.deadletter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.cbnet.schemas.Topics;

/**
 * Reads the topic of the dead letters. Safe for several threads: each call has a consumer of its
 * own, and ends in time with what it has; where the broker is away, with a {@code KafkaException}.
 */
public final class LetterReader {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LISTED_BYTES = 64;
  private static final int SINGLE_BYTES = 4_096;
  private static final int FETCH_BYTES = 256 * 1024;

  private final Properties client;
  private final Duration time;

  /**
   * @param client properties of the connection
   * @param time that a call reads at most; a page that ends for it says where to go on
   */
  public LetterReader(Properties client, Duration time) {
    this.client = new Properties();
    this.client.putAll(client);
    this.time = Objects.requireNonNull(time, "time is null");
  }

  /**
   * Lists the newest letters first, by when their records were appended.
   *
   * @param limit how many at most
   * @param after {@code next} of the page before
   * @throws IllegalArgumentException where {@code after} is no such thing
   */
  public LetterPage newest(LetterFilter filter, int limit, Optional<String> after) {
    Map<Integer, Long> before =
        after
            .map(
                token ->
                    PageToken.parse(token)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "after must be the 'next' of a page: '%s'".formatted(token))))
            .orElse(Map.of());
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<PartitionTail> tails = tails(consumer, before);
      long deadline = System.nanoTime() + time.toNanos();
      List<LetterView> letters = new ArrayList<>();
      boolean inTime = true;
      while (letters.size() < limit && inTime) {
        for (PartitionTail tail : tails) {
          while (inTime && tail.head() == null && !tail.isOver()) {
            inTime = tail.read(consumer, filter, deadline);
          }
        }
        Optional<PartitionTail> newest =
            tails.stream()
                .filter(tail -> tail.head() != null)
                .max(Comparator.comparing(tail -> sortable(tail.head())));
        if (newest.isEmpty() || !inTime) {
          break;
        }
        letters.add(newest.get().take());
      }
      return new LetterPage(letters, next(tails));
    }
  }

  /** A single letter; nothing where none lies there. */
  public Optional<LetterView> at(int partition, long offset) {
    List<LetterView> found = new ArrayList<>();
    each(
        List.of(new Position(partition, offset)),
        letter -> found.add(LetterView.of(letter, SINGLE_BYTES)));
    return found.stream().findFirst();
  }

  /**
   * Where a letter lies.
   *
   * @param partition of the dead letters
   * @param offset in it
   */
  public record Position(int partition, long offset) {}

  /** Hands over the letters at positions, in their order; what is not there is left out. */
  void each(Collection<Position> positions, Consumer<ConsumerRecord<byte[], byte[]>> sink) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer));
      for (Position position : positions) {
        TopicPartition partition = partition(position.partition());
        if (ends.getOrDefault(partition, 0L) > position.offset() && position.offset() >= 0) {
          read(consumer, partition, position.offset()).ifPresent(sink);
        }
      }
    }
  }

  private Optional<ConsumerRecord<byte[], byte[]>> read(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
    long deadline = System.nanoTime() + time.toNanos();
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    while (consumer.position(partition) <= offset && System.nanoTime() < deadline) {
      for (ConsumerRecord<byte[], byte[]> letter : consumer.poll(POLL)) {
        return letter.offset() == offset ? Optional.of(letter) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static List<PartitionTail> tails(
      KafkaConsumer<byte[], byte[]> consumer, Map<Integer, Long> before) {
    List<TopicPartition> partitions = partitions(consumer);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    return partitions.stream()
        .map(
            partition -> {
              long end = ends.get(partition);
              long from = before.getOrDefault(partition.partition(), end);
              return new PartitionTail(
                  partition, begins.get(partition), Math.min(end, from), LISTED_BYTES);
            })
        .toList();
  }

  private static String next(List<PartitionTail> tails) {
    return tails.stream().allMatch(PartitionTail::isOver)
        ? null
        : PageToken.of(
            tails.stream()
                .collect(
                    Collectors.toMap(
                        PartitionTail::number,
                        PartitionTail::before,
                        (one, other) -> one,
                        TreeMap::new)));
  }

  private static String sortable(LetterView letter) {
    return Objects.requireNonNullElse(letter.appendedAt(), "");
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
        .map(info -> partition(info.partition()))
        .toList();
  }

  private static TopicPartition partition(int number) {
    return new TopicPartition(Topics.DEAD_LETTERS.name(), number);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Properties properties = new Properties();
    properties.putAll(client);
    // Letters of a transaction that was given up were never written.
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    // A minute by itself, where the broker is away.
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(time.toMillis()));
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
