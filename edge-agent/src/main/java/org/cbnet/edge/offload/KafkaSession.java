package org.cbnet.edge.offload;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.schemas.Topics;

/**
 * A producer of requests and a consumer of replies that live and die together.
 *
 * <p>It carries only once both have their connections: until then the producer would keep a record,
 * and send it whenever a broker answers. When the broker is silent it is over, as a broker answers
 * a fetch twice a second. A new one begins at the end of the replies: nobody waits for older ones.
 *
 * <p>{@link #establish} and {@link #poll} are of one thread, {@link #carry} and {@link #end} of
 * any.
 */
final class KafkaSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(KafkaSettings.REQUEST_MILLIS);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final String deviceId;
  private final EdgeClock clock;
  private final ClientBytes bytes;
  private final Producer<String, byte[]> producer;
  private final Consumer<String, byte[]> consumer;
  private volatile long heardNanos;
  private long heardBytes;

  KafkaSession(KafkaSettings settings, EdgeClock clock, ClientBytes bytes) {
    this.deviceId = settings.deviceId();
    this.clock = clock;
    this.bytes = bytes;
    this.producer = new KafkaProducer<>(settings.producer());
    this.consumer = consumer(settings);
    bytes.watch(producer.metrics(), consumer.metrics());
  }

  private Consumer<String, byte[]> consumer(KafkaSettings settings) {
    try {
      return new KafkaConsumer<>(settings.consumer());
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  /**
   * Connects both; may be called again where it throws.
   *
   * @return the partition from which replies are read, from now on
   * @throws TimeoutException where no broker answers
   * @throws LineException where a topic or the partition is not there
   */
  int establish(ReplyPartition wanted) throws InterruptedException {
    // Begins to connect, while the consumer does.
    boolean unused = knows(Topics.OFFLOAD_REQUESTS.name());
    String replies = Topics.OFFLOAD_REPLIES.name();
    int partitions = consumer.partitionsFor(replies, PATIENCE).size();
    if (partitions == 0) {
      throw new LineException("the broker has no topic %s: start the cloud".formatted(replies));
    }
    TopicPartition partition = new TopicPartition(replies, wanted.among(partitions));
    consumer.assign(List.of(partition));
    consumer.seekToEnd(List.of(partition));
    consumer.position(partition, PATIENCE);
    await(Topics.OFFLOAD_REQUESTS.name());
    // The first answer came over a connection to whoever answers first. To ask for another topic
    // opens the one to the broker itself, so that no record has to wait for it.
    await(replies);
    heardNanos = clock.monotonicNanos();
    return partition.partition();
  }

  /**
   * Waits a moment for replies.
   *
   * @throws LineException where the broker is silent
   */
  Iterable<ConsumerRecord<String, byte[]>> poll() {
    Iterable<ConsumerRecord<String, byte[]>> records = consumer.poll(POLL);
    long received = bytes.fetched();
    if (received != heardBytes) {
      heardBytes = received;
      heardNanos = clock.monotonicNanos();
    } else if (isSilent()) {
      throw new LineException("nothing was heard from the broker for 2 s");
    }
    return records;
  }

  /** Whether the broker has said nothing for longer than it does while the link is there. */
  boolean isSilent() {
    return clock.monotonicNanos() - heardNanos > SILENCE_NANOS;
  }

  void carry(Letter letter, Line.Receipt receipt) {
    Handover handover = new Handover(receipt, this::end);
    try {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(Topics.OFFLOAD_REQUESTS.name(), deviceId, letter.payload()),
              handover);
      handover.handed();
    } catch (RuntimeException e) {
      // Closed meanwhile, for example.
      receipt.undeliverable("Kafka's client did not take it: " + e.getMessage());
    }
  }

  /** Makes {@link #establish} or {@link #poll} throw. */
  void end() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }

  private void await(String topic) throws InterruptedException {
    long since = clock.monotonicNanos();
    while (!knows(topic)) {
      if (clock.monotonicNanos() - since > 2 * PATIENCE.toNanos()) {
        throw new LineException("nothing is known of topic %s: start the cloud".formatted(topic));
      }
      TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
    }
  }

  // Asks the broker where it does not, and does not wait.
  private boolean knows(String topic) {
    try {
      return !producer.partitionsFor(topic).isEmpty();
    } catch (TimeoutException e) {
      return false;
    }
  }
}
