package org.cbnet.cloud.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time that the broker appended a record. Kafka's own extractors stop the thread or skip the
 * record where there is none; this one counts it as of 1970.
 */
final class AppendTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
