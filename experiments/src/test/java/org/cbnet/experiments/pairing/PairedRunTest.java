package org.cbnet.experiments.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cbnet.cloud.CloudApp;
import org.cbnet.cloud.config.CloudConfig;
import org.cbnet.cloud.config.Control;
import org.cbnet.cloud.runs.KafkaRunDeletions;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A paired run over several partitions of a real broker, and over restarts of the cloud. */
class PairedRunTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int FRAMES = 12_000;
  private static final int BATCH = 100;
  private static final int PARTITIONS = 3;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void pairsFramesThatCameOverDifferentPartitionsBeforeAndAfterARestart() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0)) {
      CloudConfig config = config(broker);
      try (CloudApp cloud = start(config)) {
        send(broker, "edge-full", 2);
        await(cloud, "conservation", report -> paired(report, "open") == FRAMES);
      }
      try (CloudApp cloud = start(config)) {
        send(broker, "cbnet", 2);
        await(cloud, "conservation", report -> paired(report, "folded") == 2 * FRAMES);
        JsonNode cohort =
            get(cloud, "experiments/run-1/comparison").get("paired").get("cohorts").get(0);
        assertThat(cohort.get("frames").asLong()).isEqualTo(FRAMES);
        assertThat(cohort.get("pairs").get(0).get("baselineOnly").asLong()).isEqualTo(FRAMES / 10);
        assertThat(laws(get(cloud, "conservation"))).isEmpty();
        delete(broker);
        JsonNode report = await(cloud, "conservation", now -> paired(now, "deleted") == 2 * FRAMES);
        assertThat(paired(report, "folded")).isZero();
        assertThat(laws(report)).isEmpty();
        assertThat(report.get("results").get("runTotals").asLong()).isZero();
      }
    }
  }

  private CloudConfig config(EmbeddedBroker broker) {
    return new CloudConfig(
        new CloudConfig.Kafka(broker.bootstrapServers(), Map.of()),
        "paired",
        folder.resolve("state"),
        1,
        new CloudConfig.NewTopics(PARTITIONS, 1),
        new CloudConfig.Http("127.0.0.1", 0),
        Duration.ofMillis(100),
        Duration.ofDays(7),
        Control.DEFAULT,
        new CloudConfig.Bundles(List.of(), 64 << 20, 16, Duration.ofSeconds(10)));
  }

  private static CloudApp start(CloudConfig config) throws Exception {
    CloudApp cloud = CloudApp.start(config, Clock.systemUTC());
    assertThat(cloud.awaitReady()).isTrue();
    return cloud;
  }

  /** All frames under one arm, by devices of which each partition has some. */
  @SuppressWarnings("FutureReturnValueIgnored") // the test misses what does not come
  private static void send(EmbeddedBroker broker, String strategy, int arms) {
    try (KafkaProducer<String, ResultBatch> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            Topics.INFERENCE_RESULTS.key().serializer(),
            Topics.INFERENCE_RESULTS.value().serializer())) {
      for (int first = 0; first < FRAMES; first += BATCH) {
        String device = strategy + "-" + first % 7;
        ResultBatch batch = batch(device, strategy, arms, first);
        producer.send(new ProducerRecord<>(Topics.INFERENCE_RESULTS.name(), device, batch));
      }
    }
  }

  private static ResultBatch batch(String device, String strategy, int arms, int first) {
    long micros = Clock.systemUTC().millis() * 1000;
    List<Result> results = new ArrayList<>();
    for (int i = first; i < first + BATCH; i++) {
      int predicted = strategy.equals("cbnet") && i % 10 == 0 ? 3 : 7;
      results.add(
          Result.newBuilder()
              .setOutcome("classified")
              .setFrameId("kmnist-test-" + i)
              .setCaptureMicros(micros)
              .setCaptureMonotonicNanos(1)
              .setPredictedLabel(predicted)
              .setTrueLabel(7)
              .setExit("final")
              .setTotalNanos(100_000L)
              .build());
    }
    return ResultBatch.newBuilder()
        .setDeviceId(device)
        .setInstallId("install-1")
        .setBootNumber(1)
        .setOsBootId("os-boot")
        .setFirstSequence(first)
        .setDroppedRanges(new ArrayList<>())
        .setSite("lab")
        .setBoard("rbp4b1.2-64")
        .setAgentVersion("0.1.0")
        .setModelHash("ab12")
        .setStrategy(strategy)
        .setConfigHash("cd34")
        .setRunId("run-1")
        .setPairedArms(arms)
        .setReplayed(false)
        .setClockSynced(true)
        .setSentWallMicros(micros)
        .setSentMonotonicNanos(1)
        .setResults(results)
        .build();
  }

  private static void delete(EmbeddedBroker broker) {
    try (KafkaRunDeletions deletions =
        new KafkaRunDeletions(Map.of("bootstrap.servers", broker.bootstrapServers()), PARTITIONS)) {
      deletions.delete("run-1", "test");
    }
  }

  private static long paired(JsonNode report, String name) {
    return report.path("paired").path(name).asLong();
  }

  private static List<String> laws(JsonNode report) {
    List<String> broken = new ArrayList<>();
    for (JsonNode law : report.get("laws")) {
      if (!law.get("holds").asBoolean()) {
        broken.add(law.toString());
      }
    }
    return broken;
  }

  private JsonNode get(CloudApp cloud, String path) throws Exception {
    URI uri = URI.create(cloud.address() + "/api/v1/" + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
    return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  private JsonNode await(CloudApp cloud, String path, Predicate<JsonNode> condition)
      throws Exception {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    JsonNode answer = get(cloud, path);
    while (!condition.test(answer)) {
      assertThat(System.nanoTime()).as(answer.toString()).isLessThan(giveUp);
      TimeUnit.MILLISECONDS.sleep(100);
      answer = get(cloud, path);
    }
    return answer;
  }
}
