package org.cbnet.experiments.offload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.cbnet.cloud.config.ConfigReader;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.cloud.offload.OffloadApp;
import org.cbnet.cloud.offload.OffloadTotals;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.ProductModule;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.OffloadReply;
import org.cbnet.schemas.record.OffloadRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cloud half of offloading on a real broker. */
class CloudOffloadTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PARTITIONS = 3;
  private static final int REPLY_PARTITIONS = 16 * PARTITIONS;

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    // Makes the topics.
    start("first").close();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void repliesGoToThePartitionThatIsNamedAndToNoOther() throws Exception {
    try (OffloadApp app = start("named");
        Asker asker = asker()) {
      for (int i = 0; i < 20; i++) {
        asker.ask(asker.request("pi-" + i, 1));
      }
      asker.await(20, PATIENCE);
      // Whatever else there might be.
      asker.listen(Duration.ofMillis(500));

      assertThat(asker.byPartition()).containsOnlyKeys(1);
      assertThat(asker.all())
          .allMatch(reply -> reply.getStatus().equals("ok"))
          .extracting(OffloadReply::getDeviceId)
          .doesNotHaveDuplicates()
          .hasSize(20);
      assertThat(app.totals()).isEqualTo(new OffloadTotals(20, 0, 20, 0, 0, 0, 0));
    }
  }

  @Test
  void whatIsAtFaultIsInTheDeadLettersWithItsReason() throws Exception {
    try (OffloadApp app = start("letters");
        Asker asker = asker();
        KafkaConsumer<byte[], byte[]> letters = letters()) {
      OffloadRequest unknown = asker.request("pi-unknown", 2);
      unknown.setBundleHash("00");
      OffloadRequest nowhere = asker.request("pi-nowhere", REPLY_PARTITIONS);
      byte[] noise = "no request".getBytes(StandardCharsets.UTF_8);
      asker.send("pi-noise", noise);
      asker.ask(nowhere);
      asker.ask(unknown);
      asker.await(1, PATIENCE);

      Map<String, ConsumerRecord<byte[], byte[]>> found = await(letters, 3);

      assertThat(asker.byPartition()).containsOnlyKeys(2);
      assertThat(asker.all().get(0).getStatus()).isEqualTo("unknown-bundle");
      assertThat(header(found.get("pi-noise"), DeadLetter.REASON)).isEqualTo("not_single_object");
      assertThat(found.get("pi-noise").value()).isEqualTo(noise);
      assertThat(header(found.get("pi-nowhere"), DeadLetter.REASON)).isEqualTo("reply-partition");
      assertThat(header(found.get("pi-unknown"), DeadLetter.REASON)).isEqualTo("bundle");
      assertThat(header(found.get("pi-unknown"), DeadLetter.TOPIC))
          .isEqualTo(Topics.OFFLOAD_REQUESTS.name());
      assertThat(app.totals()).isEqualTo(new OffloadTotals(3, 1, 0, 0, 1, 1, 0));
    }
  }

  @Test
  void instancesOfOneGroupShareTheRequests() throws Exception {
    try (OffloadApp one = start("shared");
        OffloadApp other = start("shared");
        Asker asker = asker()) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      int asked = 0;
      // Until the group has given each its share.
      while (one.totals().answered() == 0 || other.totals().answered() == 0) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        asker.ask(asker.request("pi-" + asked++, 0));
        asker.listen(Duration.ofMillis(20));
      }
      asker.listen(Duration.ofSeconds(1));
      long before = one.totals().answered() + other.totals().answered();
      for (int i = 0; i < 60; i++) {
        asker.ask(asker.request("pi-" + i, 0));
      }
      asker.await((int) before + 60, PATIENCE);

      assertThat(one.totals().answered() + other.totals().answered()).isEqualTo(before + 60);
      assertThat(asker.all()).extracting(OffloadReply::getRequestId).doesNotHaveDuplicates();
    }
  }

  @Test
  void whatCameWhileNobodyWasThereIsNotComputed() throws Exception {
    try (Asker asker = asker()) {
      try (OffloadApp app = start("again")) {
        asker.ask(asker.request("pi-1", 0));
        asker.await(1, PATIENCE);
        assertThat(app.totals().answered()).isEqualTo(1);
      }
      String missed = asker.ask(asker.request("pi-1", 0));
      try (OffloadApp app = start("again")) {
        String heard = asker.ask(asker.request("pi-1", 0));
        asker.await(2, PATIENCE);
        asker.listen(Duration.ofMillis(500));

        assertThat(asker.all())
            .extracting(OffloadReply::getRequestId)
            .contains(heard)
            .doesNotContain(missed);
        assertThat(app.totals().received()).isEqualTo(1);
      }
    }
  }

  @Test
  void theCommandAnswersOverBothTransportsAndEndsInOrder() throws Exception {
    Path config = Files.writeString(folder.resolve("offload.yaml"), yaml("command"));
    List<String> command =
        JavaLauncher.ofThisProcess()
            .command(
                ProductModule.CLOUD_PROCESSOR,
                Files.createDirectories(folder.resolve("tmp")),
                List.of("offload", "--config", config.toString(), "--stop-with-stdin"));
    try (ChildProcess process =
        ChildProcess.start("offload", command, folder.resolve("offload.log"))) {
      String[] ready = process.awaitLine("offload", PATIENCE).split(" ", -1);
      assertThat(ready[0]).isEqualTo("ready");
      try (Asker asker = asker()) {
        asker.ask(asker.request("pi-1", 2));
        asker.await(1, PATIENCE);
        assertThat(asker.byPartition()).containsOnlyKeys(2);

        OffloadReply reply = post(URI.create(ready[1]), asker.request("pi-2", 0));
        assertThat(reply.getStatus()).isEqualTo("ok");
        assertThat(reply.getPredictedLabel()).isEqualTo(asker.all().get(0).getPredictedLabel());
      }
      assertThat(process.end(PATIENCE)).isZero();
    }
  }

  private static OffloadReply post(URI address, OffloadRequest request) throws Exception {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve("/api/v1/offload"))
                    .timeout(PATIENCE)
                    .POST(
                        HttpRequest.BodyPublishers.ofByteArray(
                            AvroCodec.of(OffloadRequest.class).encode(request)))
                    .build(),
                BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return AvroCodec.of(OffloadReply.class).decode(response.body());
  }

  private static OffloadApp start(String group) throws Exception {
    Path config = Files.writeString(folder.resolve(group + ".yaml"), yaml(group));
    OffloadApp app =
        OffloadApp.start(new ConfigReader(Map.of()).read(Optional.of(config)), Clock.systemUTC());
    assertThat(app.awaitReady()).isTrue();
    return app;
  }

  private static String yaml(String group) {
    return """
    kafka:
      bootstrap-servers: "%s"
    topics:
      partitions: %d
    offload:
      bundles: "%s"
      port: 0
      group: %s
    """
        .formatted(
            broker.bootstrapServers(),
            PARTITIONS,
            Path.of("..", "models", "fashion-mnist").toAbsolutePath().normalize(),
            group);
  }

  private static Asker asker() throws Exception {
    return new Asker(broker.bootstrapServers(), REPLY_PARTITIONS);
  }

  private static KafkaConsumer<byte[], byte[]> letters() {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      all.add(new TopicPartition(Topics.DEAD_LETTERS.name(), partition));
    }
    consumer.assign(all);
    consumer.seekToBeginning(all);
    return consumer;
  }

  private static Map<String, ConsumerRecord<byte[], byte[]>> await(
      KafkaConsumer<byte[], byte[]> consumer, int count) {
    Map<String, ConsumerRecord<byte[], byte[]>> byDevice = new HashMap<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (byDevice.size() < count) {
      assertThat(System.nanoTime()).as("letters %s", byDevice.keySet()).isLessThan(deadline);
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(100))) {
        byDevice.put(new String(each.key(), StandardCharsets.UTF_8), each);
      }
    }
    return byDevice;
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
