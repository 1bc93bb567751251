package org.cbnet.experiments.bench.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * The least that reading can cost: poll, decode, count. It commits where it is as often as the
 * others do, so that all are measured in one way.
 */
final class CeilingReader implements Runnable {
  private static final Duration POLL = Duration.ofMillis(100);
  // What Kafka Streams takes at a time; a bare consumer's default is half of it.
  private static final int MAX_POLL_RECORDS = 1_000;

  private final Map<String, Object> settings = new HashMap<>();
  private final Map<String, AvroCodec<? extends SpecificRecord>> codecs =
      Map.of(
          Topics.INFERENCE_RESULTS.name(),
          AvroCodec.of(ResultBatch.class),
          Topics.ENERGY_SAMPLES.name(),
          AvroCodec.of(EnergySample.class),
          Topics.DEVICE_STATUS.name(),
          AvroCodec.of(DeviceStatus.class));
  private final long commitNanos;
  private final LongAdder results;
  private final AtomicBoolean stop;

  CeilingReader(
      String bootstrapServers,
      String group,
      Duration commitInterval,
      LongAdder results,
      AtomicBoolean stop) {
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    this.commitNanos = commitInterval.toNanos();
    this.results = results;
    this.stop = stop;
  }

  @Override
  public void run() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.copyOf(codecs.keySet()));
      long committed = System.nanoTime();
      while (!stop.get()) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          count(each);
        }
        if (System.nanoTime() - committed > commitNanos) {
          committed = System.nanoTime();
          consumer.commitAsync();
        }
      }
    }
  }

  private void count(ConsumerRecord<byte[], byte[]> each) {
    try {
      SpecificRecord value = codecs.get(each.topic()).decode(each.value());
      if (value instanceof ResultBatch batch) {
        results.add(batch.getResults().size());
      }
    } catch (DecodingException e) {
      throw new IllegalStateException("the fleet's own records can be read", e);
    }
  }
}
