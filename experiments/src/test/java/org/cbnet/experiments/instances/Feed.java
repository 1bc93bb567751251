package org.cbnet.experiments.instances;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/** What a small fleet sends: batches, repeats of them, energy, and what no one can read. */
final class Feed implements AutoCloseable {
  static final int DEVICES = 40;
  private static final int RESULTS_A_BATCH = 5;
  private static final String[] STRATEGIES = {"edge-full", "early-exit", "cbnet"};

  private final KafkaProducer<byte[], byte[]> producer;
  private final SplittableRandom random;
  private final Map<String, Long> nextSequence = new HashMap<>();
  private final Map<String, Long> nextSample = new HashMap<>();
  private final List<ResultBatch> sent = new ArrayList<>();

  Feed(String bootstrapServers, long seed) {
    this.producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.random = new SplittableRandom(seed);
  }

  static String device(int number) {
    return "pi-%03d".formatted(number);
  }

  /** Sends so many records, and waits until the broker has them. */
  void send(int records) throws ExecutionException, InterruptedException {
    List<Future<?>> sends = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      sends.add(producer.send(next()));
    }
    for (Future<?> of : sends) {
      of.get();
    }
  }

  private ProducerRecord<byte[], byte[]> next() {
    int kind = random.nextInt(100);
    String deviceId = device(random.nextInt(DEVICES));
    if (kind == 0) {
      return new ProducerRecord<>(
          Topics.INFERENCE_RESULTS.name(), key(deviceId), new byte[] {1, 2, 3});
    }
    if (kind <= 10 && !sent.isEmpty()) {
      ResultBatch again = sent.get(random.nextInt(sent.size()));
      return record(Topics.INFERENCE_RESULTS, again.getDeviceId(), again);
    }
    if (kind <= 30) {
      return record(Topics.ENERGY_SAMPLES, deviceId, sample(deviceId));
    }
    ResultBatch batch = batch(deviceId);
    sent.add(batch);
    return record(Topics.INFERENCE_RESULTS, deviceId, batch);
  }

  private ResultBatch batch(String deviceId) {
    long first = nextSequence.merge(deviceId, (long) RESULTS_A_BATCH, Long::sum) - RESULTS_A_BATCH;
    long nowMicros = System.currentTimeMillis() * 1000;
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < RESULTS_A_BATCH; i++) {
      results.add(result("frame-" + (first + i), nowMicros - random.nextInt(1_000_000)));
    }
    return ResultBatch.newBuilder()
        .setDeviceId(deviceId)
        .setInstallId("install-1")
        .setBootNumber(1)
        .setOsBootId("os-boot")
        .setFirstSequence(first)
        .setDroppedRanges(new ArrayList<>())
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0+test")
        .setModelHash("ab12")
        .setStrategy(STRATEGIES[random.nextInt(STRATEGIES.length)])
        .setConfigHash("cd34")
        .setRunId(random.nextInt(4) == 0 ? "run-1" : null)
        .setReplayed(false)
        .setClockSynced(true)
        .setSentWallMicros(nowMicros)
        .setSentMonotonicNanos(60_000_000_000L)
        .setResults(results)
        .build();
  }

  private Result result(String frameId, long captureMicros) {
    int label = random.nextInt(10);
    return Result.newBuilder()
        .setOutcome("classified")
        .setFrameId(frameId)
        .setCaptureMicros(captureMicros)
        .setCaptureMonotonicNanos(60_000_000_000L)
        .setPredictedLabel(random.nextInt(10) == 0 ? (label + 1) % 10 : label)
        .setTrueLabel(label)
        .setConfidence(0.9f)
        .setExit("final")
        .setTotalNanos(100_000L + random.nextInt(900_000))
        .build();
  }

  private EnergySample sample(String deviceId) {
    long nowMicros = System.currentTimeMillis() * 1000;
    return EnergySample.newBuilder()
        .setDeviceId(deviceId)
        .setInstallId("install-1")
        .setBootNumber(1)
        .setOsBootId("os-boot")
        .setSequence(nextSample.merge(deviceId, 1L, Long::sum) - 1)
        .setDroppedRanges(new ArrayList<>())
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0+test")
        .setModelHash("ab12")
        .setStrategy("edge-full")
        .setConfigHash("cd34")
        .setReplayed(false)
        .setClockSynced(true)
        .setSentWallMicros(nowMicros)
        .setSentMonotonicNanos(60_000_000_000L)
        .setStartMicros(nowMicros)
        .setStartMonotonicNanos(60_000_000_000L)
        .setDurationNanos(1_000_000_000L)
        .setInferenceCount(10)
        .setGrossJoules(3)
        .setIdleJoules(random.nextInt(5) == 0 ? null : 1.0)
        .setSource("model:rbp4b1.2-64")
        .build();
  }

  private static <T> ProducerRecord<byte[], byte[]> record(
      Topic<String, T> topic, String deviceId, T value) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
    return new ProducerRecord<>(topic.name(), key(deviceId), bytes);
  }

  private static byte[] key(String deviceId) {
    return deviceId.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
  }
}
