package org.cbnet.cloud.control.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.cbnet.cloud.control.table.TableRows.Row;
import org.cbnet.schemas.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that reads a table's topic from its start, for as long as the table is open. */
final class TableReader<V> implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration ASK = Duration.ofSeconds(5);
  private static final int PAUSE_MILLIS = 1_000;

  private final Topic<String, V> topic;
  private final TopicPartition partition;
  private final Map<String, Object> settings;
  private final TableRows<V> rows;
  private final AtomicLong unreadable = new AtomicLong();
  private final Queue<CompletableFuture<Long>> endRequests = new ConcurrentLinkedQueue<>();
  private long position;
  private long loadedAt = -1;
  private volatile boolean ending;
  private volatile Consumer<byte[], byte[]> consumer;

  TableReader(Topic<String, V> topic, TableSettings settings, TableRows<V> rows) {
    this.topic = topic;
    this.partition = new TopicPartition(topic.name(), 0);
    this.settings = consumerSettings(settings);
    this.rows = rows;
  }

  private static Map<String, Object> consumerSettings(TableSettings settings) {
    Map<String, Object> own = new HashMap<>(settings.client());
    // A writer that was killed in the middle of a write must not be seen.
    own.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    own.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    own.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    return own;
  }

  @Override
  public void run() {
    while (!ending) {
      try (Consumer<byte[], byte[]> opened =
          new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
        consumer = opened;
        read(opened);
      } catch (InterruptException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (KafkaException e) {
        LOG.warn(
            "table can't be read, trying again topicName={} reason={}", topic.name(), e.toString());
        pause();
      } finally {
        consumer = null;
        endRequests.forEach(request -> request.cancel(false));
        endRequests.clear();
      }
    }
  }

  private void read(Consumer<byte[], byte[]> opened) {
    opened.assign(List.of(partition));
    opened.seek(partition, position);
    while (!ending) {
      try {
        if (loadedAt < 0) {
          loadedAt = end(opened);
        }
        answerEndRequests(opened);
        List<Row<V>> part = new ArrayList<>();
        opened.poll(POLL).forEach(record -> decode(record).ifPresent(part::add));
        position = opened.position(partition);
        rows.apply(part, position, position >= loadedAt);
      } catch (WakeupException e) {
        // Somebody wants something; the loop looks.
      }
    }
  }

  private void answerEndRequests(Consumer<byte[], byte[]> opened) {
    for (var request = endRequests.peek(); request != null; request = endRequests.peek()) {
      // Removed once it is answered: a wake-up in between must not lose it.
      request.complete(end(opened));
      endRequests.poll();
    }
  }

  private long end(Consumer<byte[], byte[]> opened) {
    return opened.endOffsets(List.of(partition), ASK).get(partition);
  }

  private Optional<Row<V>> decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.key() == null) {
        throw new IllegalArgumentException("the record has no key");
      }
      String key = topic.key().deserializer().deserialize(topic.name(), record.key());
      Optional<V> value =
          Optional.ofNullable(record.value())
              .map(bytes -> topic.value().deserializer().deserialize(topic.name(), bytes));
      return Optional.of(new Row<>(key, value, record.offset(), record.timestamp()));
    } catch (RuntimeException e) {
      // Nobody but the cloud writes here, so this is worth a line; it must stop nothing.
      unreadable.incrementAndGet();
      LOG.warn(
          "record of a table can't be read topicName={} offset={} reason={}",
          topic.name(),
          record.offset(),
          e.getMessage());
      return Optional.empty();
    }
  }

  /** The end of what is committed now, asked by any thread. */
  CompletableFuture<Long> askEnd() {
    CompletableFuture<Long> request = new CompletableFuture<>();
    endRequests.add(request);
    wake();
    return request;
  }

  long unreadable() {
    return unreadable.get();
  }

  void end() {
    ending = true;
    wake();
  }

  private void wake() {
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(ending ? 0 : PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ending = true;
    }
  }
}
