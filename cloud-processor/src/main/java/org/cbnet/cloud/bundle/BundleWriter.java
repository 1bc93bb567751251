package org.cbnet.cloud.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.schemas.Topics;

/**
 * Writes changes of the bundles, one at a time over all instances: all have the same transactional
 * id, so whoever begins ends what another has under way, and reads before it compares.
 */
final class BundleWriter {
  private static final Duration WITHIN = Duration.ofSeconds(30);
  private static final int STEP_MILLIS = 15_000;
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Map<String, Object> client;

  /**
   * @param client how to reach the broker
   * @param transactionalId the same in every instance
   */
  BundleWriter(Properties client, String transactionalId) {
    this.client = new HashMap<>();
    client.forEach((name, value) -> this.client.put(name.toString(), value));
    this.client.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    this.client.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    this.client.put(ProducerConfig.ACKS_CONFIG, "all");
    this.client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, STEP_MILLIS);
    this.client.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 2 * STEP_MILLIS);
  }

  /** Brings the mirror up to the end of the topic. */
  @FunctionalInterface
  interface ToTheEnd {
    /**
     * Reads on.
     *
     * @param leastRevision of the catalogue to be read, which may be visible a moment later only
     */
    Catalogue read(long leastRevision) throws IOException;
  }

  /**
   * Makes a change.
   *
   * @return the catalogue in force from now on
   * @throws RefusedException where the change does not go together with what there is
   * @throws KafkaException where the broker does not take it
   */
  Catalogue write(CatalogueChange change, ToTheEnd end) throws IOException, RefusedException {
    long deadline = System.nanoTime() + WITHIN.toNanos();
    while (true) {
      try {
        return writeOnce(change, end);
      } catch (KafkaException e) {
        // Overtaken by another instance, or the broker is away. A commit of which only the answer
        // was lost is found by the next attempt, which reads before it writes.
        if (System.nanoTime() > deadline) {
          throw e;
        }
        pause();
      }
    }
  }

  private Catalogue writeOnce(CatalogueChange change, ToTheEnd end)
      throws IOException, RefusedException {
    Producer<String, byte[]> producer =
        new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
      Catalogue now = end.read(0);
      CatalogueChange.Outcome outcome = change.of(now);
      if (outcome.next().equals(now)) {
        return now;
      }
      producer.beginTransaction();
      try {
        send(producer, now, outcome);
        producer.commitTransaction();
      } catch (IOException e) {
        producer.abortTransaction();
        throw e;
      }
      return end.read(outcome.next().revision());
    } finally {
      producer.close(CLOSE_WITHIN);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit of the transaction fails
  private static void send(
      Producer<String, byte[]> producer, Catalogue now, CatalogueChange.Outcome outcome)
      throws IOException {
    Map<String, BundleFile> added = new HashMap<>();
    outcome.next().files().forEach(file -> added.put(file.sha256(), file));
    Map<String, BundleFile> removed = new HashMap<>();
    now.files().forEach(file -> removed.put(file.sha256(), file));
    removed.keySet().removeAll(outcome.next().contents());
    added.keySet().removeAll(now.contents());
    for (BundleFile file : removed.values()) {
      for (int index = 0; index < Chunk.count(file); index++) {
        producer.send(record(new Chunk(file.sha256(), index).key(), null));
      }
    }
    for (BundleFile file : added.values()) {
      Path source = outcome.sources().get(file.sha256());
      if (source == null) {
        throw new IOException("no source of " + file.name());
      }
      send(producer, file, source);
    }
    producer.send(record(BundleMirror.CATALOGUE, outcome.next().toJson()));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // as above
  private static void send(Producer<String, byte[]> producer, BundleFile file, Path source)
      throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      for (int index = 0; index < Chunk.count(file); index++) {
        producer.send(record(new Chunk(file.sha256(), index).key(), in.readNBytes(Chunk.BYTES)));
      }
    }
  }

  private static ProducerRecord<String, byte[]> record(String key, byte[] value) {
    return new ProducerRecord<>(Topics.BUNDLES.name(), key, value);
  }

  private static void pause() throws InterruptedIOException {
    try {
      TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(20, 200));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing bundles");
    }
  }
}
