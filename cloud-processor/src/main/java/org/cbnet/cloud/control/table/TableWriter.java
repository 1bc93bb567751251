package org.cbnet.cloud.control.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cbnet.schemas.Topic;

/**
 * Compare-and-set over all instances of an application.
 *
 * <p>All writers of a topic share one transactional id, so a writer that initialises fences every
 * other: what the fenced one has not committed never becomes visible. A writer reads to the end
 * once after it has initialised; from then on nobody else can have written while it is not fenced,
 * so what it compares with is the latest there is.
 */
final class TableWriter<V> {
  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final int STEP_MILLIS = 10_000;
  private static final int MAX_ATTEMPTS = 10;

  private final Topic<String, V> topic;
  private final Map<String, Object> settings;
  private final TableRows<V> rows;
  private final TableReader<V> reader;
  private final ReentrantLock lock = new ReentrantLock();
  private Producer<byte[], byte[]> producer;

  TableWriter(
      Topic<String, V> topic, TableSettings settings, TableRows<V> rows, TableReader<V> reader) {
    this.topic = topic;
    this.settings = producerSettings(topic.name(), settings);
    this.rows = rows;
    this.reader = reader;
  }

  private static Map<String, Object> producerSettings(String topic, TableSettings settings) {
    Map<String, Object> own = new HashMap<>(settings.client());
    own.put(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        "%s-table-%s".formatted(settings.applicationId(), topic));
    // A killed writer's open transaction hides what others write behind it until it times out.
    own.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, STEP_MILLIS);
    own.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, STEP_MILLIS);
    own.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, STEP_MILLIS);
    own.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, STEP_MILLIS / 2);
    own.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return own;
  }

  /** Writes all or nothing; returns the revision of the last change. */
  long write(List<Change<V>> changes) {
    try {
      if (!lock.tryLock(WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new UnavailableException(unreached("earlier writes take too long"));
      }
      try {
        return retry(changes);
      } finally {
        lock.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(unreached("interrupted"), e);
    }
  }

  private long retry(List<Change<V>> changes) throws InterruptedException {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    Throwable last = null;
    long sent = -1;
    for (int attempt = 1; attempt <= MAX_ATTEMPTS && System.nanoTime() < deadline; attempt++) {
      try {
        become();
        if (sent >= 0 && rows.hasSeen()) {
          // The commit's answer was lost, not the commit.
          return sent + 1;
        }
        compare(changes);
        producer.beginTransaction();
        sent = send(changes);
        rows.expect(sent);
        producer.commitTransaction();
        if (!rows.awaitRevision(sent + 1, Duration.ofMillis(STEP_MILLIS))) {
          throw new TimeoutException("the write was not read back");
        }
        return sent + 1;
      } catch (KafkaException | ExecutionException | TimeoutException | CancellationException e) {
        // Fenced by another instance, or the broker is away: become the writer anew.
        last = e instanceof ExecutionException ? e.getCause() : e;
        drop();
        TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(20, 100));
      }
    }
    throw new UnavailableException(unreached(String.valueOf(last)), last);
  }

  private void become() throws ExecutionException, InterruptedException, TimeoutException {
    if (producer == null) {
      producer =
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
      producer.initTransactions();
      long end = reader.askEnd().get(STEP_MILLIS, TimeUnit.MILLISECONDS);
      if (!rows.awaitPosition(end, Duration.ofMillis(STEP_MILLIS))) {
        throw new TimeoutException("the topic was not read to its end");
      }
    }
  }

  private void compare(List<Change<V>> changes) {
    for (Change<V> change : changes) {
      long actual = rows.revision(change.key());
      if (change.expected() != Change.ANY && change.expected() != actual) {
        throw new ConflictException(change.key(), change.expected(), actual);
      }
    }
  }

  /** The offset of the last one. */
  private long send(List<Change<V>> changes)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (Change<V> change : changes) {
      byte[] key = topic.key().serializer().serialize(topic.name(), change.key());
      byte[] value =
          change
              .value()
              .map(put -> topic.value().serializer().serialize(topic.name(), put))
              .orElse(null);
      answers.add(producer.send(new ProducerRecord<>(topic.name(), 0, key, value)));
    }
    producer.flush();
    long offset = -1;
    for (Future<RecordMetadata> answer : answers) {
      offset = answer.get(STEP_MILLIS, TimeUnit.MILLISECONDS).offset();
    }
    return offset;
  }

  private void drop() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private String unreached(String why) {
    return "%s can't be written: %s".formatted(topic.name(), why);
  }

  void close() {
    lock.lock();
    try {
      drop();
    } finally {
      lock.unlock();
    }
  }
}
