package org.cbnet.edge.publish;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One producer with the entries that are on their way through it, in the order of the spool.
 *
 * <p>It ends with the first entry that is lost, and everything behind that one is sent again over
 * the next link. Late answers to this one then reach nobody.
 */
final class Link {
  /** Entries on their way at most; enough to keep a round trip of 10 ms filled. */
  static final int WINDOW = 64;

  private final Producer<String, byte[]> producer;
  private final String key;
  private final Runnable onCompletion;
  private final Deque<Sent> window = new ArrayDeque<>();
  private long lastPosition;
  private Sent newest;

  /**
   * @param after position behind which this link begins
   */
  Link(Producer<String, byte[]> producer, String key, long after, Runnable onCompletion) {
    this.producer = producer;
    this.key = key;
    this.lastPosition = after;
    this.onCompletion = onCompletion;
  }

  boolean hasRoom() {
    return window.size() < WINDOW;
  }

  boolean isEmpty() {
    return window.isEmpty();
  }

  /** Position of the entry sent last. */
  long lastPosition() {
    return lastPosition;
  }

  /** Sends an entry of the spool. */
  void send(String topic, byte[] payload, long position) {
    newest = hand(topic, payload, position);
    window.add(newest);
    lastPosition = position;
  }

  /** Whether the entry sent last is known to be lost. */
  boolean isBroken() {
    return newest != null && newest.state() == Sent.State.LOST;
  }

  /** Hands a record to the producer, outside the window's order. */
  Sent hand(String topic, byte[] payload, long position) {
    Sent sent = new Sent(position);
    // The callback says all that the future would.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, key, payload),
            (metadata, failure) -> {
              sent.complete(failure);
              onCompletion.run();
            });
    return sent;
  }

  /** The oldest entry on its way; null where there is none. */
  Sent oldest() {
    return window.peek();
  }

  void removeOldest() {
    window.remove();
  }

  void close(Duration timeout, LinkLog log) {
    try {
      producer.close(timeout);
    } catch (RuntimeException e) {
      // It is gone either way, and the next one must not be.
      log.trouble("producer not closed", e);
    }
  }
}
