package org.cbnet.experiments.recount;

import java.util.Objects;

/**
 * A record as it is in its topic.
 *
 * @param topic it is in
 * @param partition of the topic
 * @param offset in the partition
 * @param appendMillis when the broker took it, milliseconds since 1970-01-01 UTC
 * @param key bytes; null where there is none
 * @param value bytes; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(
    String topic, int partition, long offset, long appendMillis, byte[] key, byte[] value) {
  public RawRecord {
    Objects.requireNonNull(topic, "topic is null");
  }
}
