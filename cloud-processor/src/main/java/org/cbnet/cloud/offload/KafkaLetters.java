package org.cbnet.cloud.offload;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.api.Record;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.schemas.Topics;

/**
 * Dead letters in their topic, up to what one device may have; beyond it they are counted only.
 * Waits some milliseconds at most where the broker is away.
 */
final class KafkaLetters implements Letters, AutoCloseable {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final Producer<byte[], byte[]> producer;
  private final LetterLimits limits = new LetterLimits();
  private final Sendings sendings = new Sendings();

  /**
   * @param producer closed by this
   */
  KafkaLetters(Producer<byte[], byte[]> producer) {
    this.producer = Objects.requireNonNull(producer, "producer is null");
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // its callback counts what becomes of it
  public void bury(Arrival arrival, String reason, String message) {
    if (!limits.take(arrival.key(), arrival.appendMillis())) {
      sendings.keptBack();
      return;
    }
    Record<byte[], byte[]> letter =
        DeadLetter.of(
            arrival.origin(),
            new Record<>(arrival.key(), arrival.payload(), arrival.appendMillis()),
            reason,
            message,
            false);
    try {
      producer.send(
          new ProducerRecord<>(
              Topics.DEAD_LETTERS.name(), null, letter.key(), letter.value(), letter.headers()),
          (at, failure) -> count(failure));
    } catch (KafkaException e) {
      sendings.lost();
    }
  }

  /** What became of them. */
  Sendings sendings() {
    return sendings;
  }

  private void count(Exception failure) {
    if (failure == null) {
      sendings.sent();
    } else {
      sendings.lost();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
