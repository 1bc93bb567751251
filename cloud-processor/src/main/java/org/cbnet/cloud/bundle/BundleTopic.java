package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.cbnet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the bundles' topic on a thread of its own, and writes to it.
 *
 * <p>It goes on from the offset that it remembers. Where a copy is missing or damaged it reads all
 * of the topic again. Runs from the constructor to {@link #close}.
 */
final class BundleTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BundleTopic.class);
  private static final TopicPartition PARTITION = new TopicPartition(Topics.BUNDLES.name(), 0);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration RETRY = Duration.ofSeconds(2);
  private static final Duration BETWEEN_SCANS = Duration.ofSeconds(30);

  private final Map<String, Object> client = new HashMap<>();
  private final BundleWriter writer;
  private final LocalFiles files;
  private final Path positionFile;
  private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile BundleMirror mirror;
  private volatile boolean caughtUp;
  private volatile boolean closed;
  private String topicId;
  private long nextScanNanos = System.nanoTime();

  private record Task(CatalogueChange change, CompletableFuture<Catalogue> done) {}

  /**
   * @param client how to reach the broker
   * @param files this instance's copies
   * @param positionFile remembers up to where was read
   */
  BundleTopic(Properties client, BundleWriter writer, LocalFiles files, Path positionFile) {
    client.forEach((name, value) -> this.client.put(name.toString(), value));
    this.client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    this.client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.writer = writer;
    this.files = files;
    this.positionFile = positionFile;
    this.mirror = new BundleMirror(files, Catalogue.EMPTY);
    this.thread = new Thread(this::run, "bundles");
    thread.setDaemon(true);
    thread.start();
  }

  /** What was read so far. */
  BundleMirror mirror() {
    return mirror;
  }

  /** Whether the topic was read to its end once. */
  boolean isCaughtUp() {
    return caughtUp;
  }

  /** Has the copies looked at again, and fetched where they are damaged. */
  void checkCopies() {
    nextScanNanos = System.nanoTime();
  }

  /** Makes a change; it fails with what {@link BundleWriter#write} throws. */
  CompletableFuture<Catalogue> change(CatalogueChange change) {
    Task task = new Task(change, new CompletableFuture<>());
    tasks.add(task);
    if (closed) {
      task.done.cancel(false);
    }
    return task.done;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(BETWEEN_SCANS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    tasks.forEach(task -> task.done.cancel(false));
  }

  private void run() {
    while (!closed) {
      try (Consumer<String, byte[]> consumer =
          new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
        begin(consumer);
        follow(consumer);
      } catch (KafkaException | IOException | ExecutionException e) {
        LOG.atWarn()
            .addKeyValue("topicName", Topics.BUNDLES.name())
            .addKeyValue("reason", e.toString())
            .log("bundles can't be followed, another attempt comes");
        sleep();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void begin(Consumer<String, byte[]> consumer)
      throws IOException, ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(client)) {
      topicId =
          admin
              .describeTopics(List.of(PARTITION.topic()))
              .allTopicNames()
              .get()
              .get(PARTITION.topic())
              .topicId()
              .toString();
    }
    MirrorPosition position = MirrorPosition.read(positionFile, topicId);
    mirror = new BundleMirror(files, position.catalogue());
    consumer.assign(List.of(PARTITION));
    consumer.seek(PARTITION, position.next());
  }

  private void follow(Consumer<String, byte[]> consumer) throws IOException {
    toTheEnd(consumer, 0);
    while (!closed) {
      mend(consumer);
      poll(consumer);
      Task task = tasks.poll();
      if (task != null) {
        run(task, consumer);
      }
    }
  }

  /** Reads everything again where a file of a bundle is not what it must be. */
  private void mend(Consumer<String, byte[]> consumer) throws IOException {
    long now = System.nanoTime();
    if (now - nextScanNanos < 0) {
      return;
    }
    nextScanNanos = now + BETWEEN_SCANS.toNanos();
    for (Bundle bundle : mirror.catalogue().bundles()) {
      if (!mirror.isWhole(bundle)) {
        LOG.atWarn()
            .addKeyValue("modelHash", bundle.hash())
            .log("the copy of a bundle is damaged or incomplete: all are read again");
        consumer.seekToBeginning(List.of(PARTITION));
        toTheEnd(consumer, 0);
        return;
      }
    }
  }

  private Catalogue toTheEnd(Consumer<String, byte[]> consumer, long leastRevision)
      throws IOException {
    long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
    while (!closed
        && (consumer.position(PARTITION) < end || mirror.catalogue().revision() < leastRevision)) {
      poll(consumer);
    }
    caughtUp = caughtUp || !closed;
    return mirror.catalogue();
  }

  private void poll(Consumer<String, byte[]> consumer) throws IOException {
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    for (ConsumerRecord<String, byte[]> record : records) {
      mirror.apply(record.key(), record.value());
    }
    if (!records.isEmpty()) {
      new MirrorPosition(topicId, consumer.position(PARTITION), mirror.catalogue())
          .write(positionFile);
    }
  }

  private void run(Task task, Consumer<String, byte[]> consumer) {
    try {
      task.done.complete(writer.write(task.change, least -> toTheEnd(consumer, least)));
    } catch (IOException | RefusedException | RuntimeException e) {
      task.done.completeExceptionally(e);
    }
  }

  private void sleep() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
