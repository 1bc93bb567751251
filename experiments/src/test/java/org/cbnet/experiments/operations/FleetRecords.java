package org.cbnet.experiments.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** Sends what devices would, a few batches each. */
final class FleetRecords {
  private final String bootstrapServers;

  FleetRecords(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Sends one batch of ten results of each device. */
  void send(int devices, long firstSequence) throws Exception {
    List<ProducerRecord<String, byte[]>> records =
        IntStream.range(0, devices)
            .mapToObj(device -> record(batch("pi-" + device, firstSequence, "lab")))
            .toList();
    send(records);
  }

  /** Sends batches of five results that break a rule: their site is none. */
  void sendRefused(String deviceId, int batches) throws Exception {
    send(
        IntStream.range(0, batches)
            .mapToObj(i -> record(batch(deviceId, i * 10L, "no site")))
            .toList());
  }

  void sendGarbage(String deviceId) throws Exception {
    send(
        List.of(
            new ProducerRecord<>(Topics.INFERENCE_RESULTS.name(), deviceId, new byte[] {1, 2})));
  }

  private void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      records.forEach(record -> sent.add(producer.send(record)));
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
    }
  }

  private static ProducerRecord<String, byte[]> record(ResultBatch batch) {
    String topic = Topics.INFERENCE_RESULTS.name();
    byte[] value = Topics.INFERENCE_RESULTS.value().serializer().serialize(topic, batch);
    return new ProducerRecord<>(topic, batch.getDeviceId(), value);
  }

  private static ResultBatch batch(String deviceId, long firstSequence, String site) {
    ResultBatch batch = new ResultBatch();
    batch.setDeviceId(deviceId);
    batch.setInstallId("install");
    batch.setBootNumber(2);
    batch.setOsBootId("os-boot");
    batch.setFirstSequence(firstSequence);
    batch.setDroppedRanges(List.of());
    batch.setSite(site);
    batch.setBoard("rbp4b1.2-64");
    batch.setAgentVersion("0.1.0");
    batch.setModelHash("model");
    batch.setStrategy("edge-full");
    batch.setConfigHash("config");
    batch.setRunId("run-1");
    batch.setResults(IntStream.range(0, 10).mapToObj(FleetRecords::result).toList());
    return batch;
  }

  private static Result result(int index) {
    Result result = new Result();
    result.setOutcome("classified");
    result.setFrameId("frame-" + index);
    result.setPredictedLabel(index);
    result.setTrueLabel(index % 9);
    result.setExit("final");
    result.setTotalNanos(100_000L + index);
    result.setCaptureMicros(Instant.now().toEpochMilli() * 1_000);
    return result;
  }
}
