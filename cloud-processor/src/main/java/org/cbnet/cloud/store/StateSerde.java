package org.cbnet.cloud.store;

import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.cbnet.cloud.state.PublishedStates;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;

/**
 * Stores a domain type as an Avro record of {@code org.cbnet.cloud.state}.
 *
 * @param <S> stored record
 * @param <T> domain type
 */
final class StateSerde<S extends SpecificRecord, T> implements Serde<T> {
  private final AvroCodec<S> codec;
  private final Function<T, S> toState;
  private final Function<S, T> fromState;

  StateSerde(Class<S> type, Function<T, S> toState, Function<S, T> fromState) {
    this.codec = AvroCodec.of(type, PublishedStates.of(type.getSimpleName()));
    this.toState = toState;
    this.fromState = fromState;
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : codec.encode(toState.apply(value));
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> bytes == null ? null : fromState.apply(state(topic, bytes));
  }

  /** The stored record in bytes that the serializer gave. */
  S state(String storeName, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (DecodingException e) {
      // Our own writing: unlike a device's record, this is no expected event.
      throw new IllegalStateException("state of %s: %s".formatted(storeName, e.getMessage()), e);
    }
  }
}
