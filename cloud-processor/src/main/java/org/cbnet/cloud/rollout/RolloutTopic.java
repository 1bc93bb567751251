package org.cbnet.cloud.rollout;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;

/** The roll-outs' topic with its JSON read. */
public final class RolloutTopic {
  // A later version may write fields that this one does not know.
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** By number. */
  public static final Topic<String, Rollout> TOPIC =
      new Topic<>(Topics.ROLLOUTS.name(), Topics.ROLLOUTS.key(), serde(), Topics.ROLLOUTS.config());

  private RolloutTopic() {}

  static String json(Rollout rollout) {
    return new String(write(rollout), StandardCharsets.UTF_8);
  }

  private static Serde<Rollout> serde() {
    return Serdes.serdeFrom(
        (topic, rollout) -> rollout == null ? null : write(rollout),
        (topic, bytes) -> bytes == null ? null : read(topic, bytes));
  }

  private static byte[] write(Rollout rollout) {
    try {
      return JSON.writeValueAsBytes(rollout);
    } catch (IOException e) {
      throw new SerializationException("a roll-out can't be written", e);
    }
  }

  private static Rollout read(String topic, byte[] bytes) {
    try {
      return JSON.readValue(bytes, Rollout.class);
    } catch (IOException e) {
      throw new SerializationException("no roll-out in " + topic, e);
    }
  }
}
