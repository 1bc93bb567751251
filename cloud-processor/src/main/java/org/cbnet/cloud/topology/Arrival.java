package org.cbnet.cloud.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A record as it came, and where from.
 *
 * @param origin topic, partition and offset
 * @param record key and value undecoded; its timestamp is the append time
 * @param judgedMillis when it is counted, by append time: later than it came where it is replayed
 */
record Arrival(RecordMetadata origin, Record<byte[], byte[]> record, long judgedMillis) {

  /** Of a record that is counted when it comes. */
  Arrival(RecordMetadata origin, Record<byte[], byte[]> record) {
    this(origin, record, record.timestamp());
  }

  byte[] value() {
    return record.value();
  }

  Headers headers() {
    return record.headers();
  }

  long appendMillis() {
    return record.timestamp();
  }

  int partition() {
    return origin.partition();
  }

  boolean hasKey(String expected) {
    return Arrays.equals(record.key(), expected.getBytes(StandardCharsets.UTF_8));
  }
}
