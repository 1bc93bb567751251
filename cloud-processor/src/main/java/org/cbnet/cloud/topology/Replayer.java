package org.cbnet.cloud.topology;

import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.deadletter.Replayed;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topic;

/**
 * Judges dead letters of one topic anew.
 *
 * @param <T> record of the topic
 */
final class Replayer<T extends SpecificRecord> {
  private final Topic<?, T> topic;
  private final AvroCodec<T> codec;
  private final InputHandler<T> handler;

  Replayer(Topic<?, T> topic, Class<T> type, InputHandler<T> handler) {
    this.topic = Objects.requireNonNull(topic, "topic is null");
    this.codec = AvroCodec.of(type);
    this.handler = Objects.requireNonNull(handler, "handler is null");
  }

  /** Whose dead letters it judges. */
  String topic() {
    return topic.name();
  }

  /**
   * Judges a record that could not be decoded when it came.
   *
   * @return what has changed; nothing where it still can't be decoded
   */
  Optional<Replayed> undecodable(Arrival arrival, PartitionTotals totals) {
    if (arrival.value() == null && handler.handleTombstone(arrival)) {
      decoded(totals);
      return Optional.of(done(arrival));
    }
    return decode(arrival)
        .map(
            value -> {
              decoded(totals);
              Optional<Refusal> refusal = handler.handle(value, arrival, totals);
              refusal.ifPresent(any -> totals.add(Counter.RECORDS_REFUSED, 1));
              return refusal
                  .map(still -> new Replayed(false, still.remembered(), arrival.appendMillis()))
                  .orElseGet(() -> done(arrival));
            });
  }

  /**
   * Judges a record that was refused.
   *
   * @param remembered whether its sequence numbers are remembered as refused
   * @return what has changed; nothing where it is refused still
   */
  Optional<Replayed> refused(boolean remembered, Arrival arrival, PartitionTotals totals) {
    Optional<T> value = decode(arrival);
    if (value.isEmpty() || handler.replay(value.get(), remembered, arrival, totals).isPresent()) {
      return Optional.empty();
    }
    totals.add(Counter.RECORDS_REFUSED, -1);
    return Optional.of(done(arrival));
  }

  private static void decoded(PartitionTotals totals) {
    totals.add(Counter.RECORDS_UNDECODABLE, -1);
    totals.add(Counter.RECORDS_DECODED, 1);
  }

  private static Replayed done(Arrival arrival) {
    return new Replayed(true, false, arrival.appendMillis());
  }

  private Optional<T> decode(Arrival arrival) {
    try {
      return Optional.of(codec.decode(arrival.value()));
    } catch (DecodingException e) {
      return Optional.empty();
    }
  }
}
