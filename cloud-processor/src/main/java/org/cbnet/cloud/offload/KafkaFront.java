package org.cbnet.cloud.offload;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.cbnet.cloud.deadletter.LetterOrigin;
import org.cbnet.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from their topic with a thread that only reads and hands on. Instances of one
 * group share its partitions. Runs until {@link #close}, or until the broker refuses it for good.
 */
final class KafkaFront implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaFront.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final OffloadService service;
  private final Correspondent replies;
  private final LongSupplier nanos;
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "offload-requests");
  private volatile boolean closing;
  private volatile boolean failed;

  private KafkaFront(
      Consumer<byte[], byte[]> consumer,
      OffloadService service,
      Correspondent replies,
      LongSupplier nanos) {
    this.consumer = Objects.requireNonNull(consumer, "consumer is null");
    this.service = Objects.requireNonNull(service, "service is null");
    this.replies = Objects.requireNonNull(replies, "replies is null");
    this.nanos = Objects.requireNonNull(nanos, "nanos is null");
  }

  /**
   * Begins to read.
   *
   * @param consumer closed by this
   * @param nanos monotonic clock, nanoseconds
   */
  static KafkaFront start(
      Consumer<byte[], byte[]> consumer,
      OffloadService service,
      Correspondent replies,
      LongSupplier nanos) {
    KafkaFront front = new KafkaFront(consumer, service, replies, nanos);
    front.thread.setDaemon(true);
    front.thread.start();
    return front;
  }

  /** Whether it has joined its group, so that it reads what it has of the partitions. */
  boolean isReady() {
    return ready.getCount() == 0 && stopped.getCount() > 0;
  }

  /** Waits until it is, or has stopped. */
  void awaitReady() throws InterruptedException {
    ready.await();
  }

  /** Waits until it has stopped; whether it was told to. */
  boolean awaitStop() throws InterruptedException {
    stopped.await();
    return !failed;
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(Topics.OFFLOAD_REQUESTS.name()), new Joined());
      while (!closing) {
        poll();
      }
    } catch (WakeupException e) {
      // It is closed.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      failed = true;
      LOG.error("requests can't be read any more", e);
    } finally {
      stopped.countDown();
      ready.countDown();
    }
  }

  private void poll() throws InterruptedException {
    try {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      long now = nanos.getAsLong();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        service.submit(arrival(record, now));
      }
    } catch (WakeupException e) {
      throw e;
    } catch (RetriableException e) {
      LOG.warn("requests can't be read now reason={}", e.toString());
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private Arrival arrival(ConsumerRecord<byte[], byte[]> record, long now) {
    return new Arrival(
        record.key(),
        record.value(),
        new LetterOrigin(record.topic(), record.partition(), record.offset()),
        record.timestamp(),
        now,
        replies);
  }

  /** Hears of the group. */
  private final class Joined implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.info("requests are read count={}", consumer.assignment().size());
      // Now, so that what comes from now on is read, not from the first poll that finds something.
      partitions.forEach(consumer::position);
      ready.countDown();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      // What was taken is answered all the same.
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
