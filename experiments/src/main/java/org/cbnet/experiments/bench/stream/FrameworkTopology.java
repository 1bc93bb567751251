package org.cbnet.experiments.bench.stream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Kafka Streams that decodes and counts, exactly once but without any state: what the framework
 * costs, and so the most that an application built on it can reach.
 */
final class FrameworkTopology {
  private FrameworkTopology() {}

  static Topology topology() {
    Topology topology = new Topology();
    input(topology, Topics.INFERENCE_RESULTS.name(), AvroCodec.of(ResultBatch.class));
    input(topology, Topics.ENERGY_SAMPLES.name(), AvroCodec.of(EnergySample.class));
    input(topology, Topics.DEVICE_STATUS.name(), AvroCodec.of(DeviceStatus.class));
    return topology;
  }

  private static void input(
      Topology topology, String topic, AvroCodec<? extends SpecificRecord> codec) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topology.addSource(topic + "-source", bytes, bytes, topic);
    topology.addProcessor(topic + "-count", () -> new Count(codec), topic + "-source");
  }

  private static final class Count implements Processor<byte[], byte[], Void, Void> {
    private final AvroCodec<? extends SpecificRecord> codec;
    private long results;

    Count(AvroCodec<? extends SpecificRecord> codec) {
      this.codec = codec;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      try {
        if (codec.decode(record.value()) instanceof ResultBatch batch) {
          results += batch.getResults().size();
        }
      } catch (DecodingException e) {
        throw new IllegalStateException("the fleet's own records can be read", e);
      }
    }

    @Override
    public void close() {
      // Told, so that no compiler finds out that nobody wants the count.
      System.err.printf("counted %d results%n", results);
    }
  }
}
