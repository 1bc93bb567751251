package org.cbnet.cloud.deadletter;

import java.util.Objects;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Where the record of a dead letter came from: what tells letters apart.
 *
 * @param topic of the devices
 * @param partition of it
 * @param offset in it
 */
public record LetterOrigin(String topic, int partition, long offset) implements RecordMetadata {

  public LetterOrigin {
    Objects.requireNonNull(topic, "topic is null");
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "partition and offset must be >= 0: %d, %d".formatted(partition, offset));
    }
  }
}
