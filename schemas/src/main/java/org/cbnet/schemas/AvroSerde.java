package org.cbnet.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * An {@link AvroCodec} as Kafka wants it. A null value stays null: a tombstone is no bad payload.
 *
 * <p>Where bad payloads must be counted rather than stop a consumer, read bytes ({@link
 * Topic#raw()}) and decode with the codec.
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {
  private final AvroCodec<T> codec;

  /** Encodes and decodes with a codec. */
  public AvroSerde(AvroCodec<T> codec) {
    this.codec = codec;
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> value == null ? null : codec.encode(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, payload) -> {
      try {
        return payload == null ? null : codec.decode(payload);
      } catch (DecodingException e) {
        throw new SerializationException("topic %s: %s".formatted(topic, e.getMessage()), e);
      }
    };
  }
}
