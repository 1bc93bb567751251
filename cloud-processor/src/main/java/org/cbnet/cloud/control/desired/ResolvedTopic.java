package org.cbnet.cloud.control.desired;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.cbnet.cloud.state.PublishedStates;
import org.cbnet.cloud.state.ResolvedState;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/** The cloud's own topic of what devices were told last; no part of the wire contract. */
public final class ResolvedTopic {
  private static final AvroCodec<ResolvedState> CODEC =
      AvroCodec.of(ResolvedState.class, PublishedStates.of("ResolvedState"));
  private static final Serializer<ResolvedState> WRITER =
      (topic, state) -> state == null ? null : CODEC.encode(state);
  private static final Deserializer<ResolvedState> READER = (topic, bytes) -> decode(bytes);

  /** Resolved states by device. */
  public static final Topic<String, ResolvedState> TOPIC =
      new Topic<>(
          "cbnet.device.resolved",
          Serdes.String(),
          Serdes.serdeFrom(WRITER, READER),
          Topics.DEVICE_DESIRED.config());

  private ResolvedTopic() {}

  private static ResolvedState decode(byte[] bytes) {
    try {
      return bytes == null ? null : CODEC.decode(bytes);
    } catch (DecodingException e) {
      throw new SerializationException(e.getMessage(), e);
    }
  }
}
