package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.cbnet.cloud.admin.AdminClient;
import org.cbnet.cloud.admin.AdminException;
import org.cbnet.cloud.admin.BundleUpload;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.bundle.TestBundles;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.AuditEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles go from an operator over a real cloud to real agents, one by one or in steps. */
@Tag("long")
class ReleasesTest {
  private static final String BUNDLE_FILE = "/api/v1/bundles/{hash}/{file}";

  @TempDir private Path folder;
  private final SigningKey trainer = SigningKey.generate();
  private final SigningKey control = SigningKey.generate();
  private EmbeddedBroker broker;
  private CloudInstance cloud;
  private AdminClient client;
  private LocalStack stack;

  @BeforeEach
  void start() throws Exception {
    Files.writeString(folder.resolve("control.pem"), control.privatePem());
    Files.writeString(folder.resolve("control.pub.pem"), control.publicPem());
    Files.writeString(folder.resolve("trainer.pub.pem"), trainer.publicPem());
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    cloud =
        CloudInstance.start(
            broker.bootstrapServers(),
            folder.resolve("cloud"),
            Map.of(
                "CBNET_CONTROL_KEY_FILE", folder.resolve("control.pem").toString(),
                "CBNET_BUNDLES_TRUSTED_KEYS", folder.resolve("trainer.pub.pem").toString(),
                "CBNET_BUNDLES_ROLLOUT_INTERVAL", "200ms"),
            // Behind, so that a failure told now is long enough after the step's begin.
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-2)));
    cloud.awaitTables();
    cloud.await("/api/v1/bundles", bundles -> true);
    client = new AdminClient(cloud.address(), Optional.empty());
    stack = new LocalStack(folder.resolve("stack"), JavaLauncher.ofThisProcess());
  }

  @AfterEach
  void stop() {
    stack.close();
    cloud.close();
    broker.close();
  }

  @Test
  void anAgentFetchesAnUploadedBundleAndInfersWithIt() throws Exception {
    startAgent("pi-1");
    String hash = upload("lenet5", 0);
    assertThat(cloud.get("/api/v1/bundles/" + hash).statusCode()).isEqualTo(200);
    assertThat(CloudInstance.json(cloud.get("/openapi.json")).path("paths").has(BUNDLE_FILE))
        .isTrue();

    cloud.put(
        "/api/v1/desired/devices/pi-1",
        "{\"bundle\": \"%s\"}".formatted(hash),
        "If-None-Match",
        "*");

    JsonNode beat = awaitBeat("pi-1", hash, "APPLIED");
    assertThat(beat.path("strategy").asText()).isEqualTo("lenet5");
    assertThat(cloud.delete("/api/v1/bundles/" + hash).statusCode()).isEqualTo(409);
    assertRanges("/api/v1/bundles/%s/model.onnx".formatted(hash));
    assertThatThrownBy(() -> upload("lenet5", 1))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("sign it with a higher one");
  }

  @Test
  void aRolloutGoesFromStepToStepAndABadOneIsTakenBack() throws Exception {
    List<String> devices = List.of("pi-1", "pi-2");
    for (String device : devices) {
      startAgent(device);
    }
    for (String device : devices) {
      awaitBeat(device, null, "null");
    }
    String good = upload("lenet5", 0);
    String bad = upload("lenet", 1);

    String first = rollout(good, "[50, 100]");
    cloud.await("/api/v1/rollouts/" + first, one -> one.path("state").asText().equals("done"));
    for (String device : devices) {
      awaitBeat(device, good, "APPLIED");
    }

    String second = rollout(bad, "[100]");
    JsonNode halted =
        cloud.await(
            "/api/v1/rollouts/" + second, one -> one.path("state").asText().equals("halted"));
    assertThat(halted.path("reason").asText())
        .contains("of 2 devices failed or rolled back, at most 5.000 % may");
    for (String device : devices) {
      awaitBeat(device, good, "APPLIED");
    }
    assertThat(actions())
        .containsSubsequence(
            "bundle.publish",
            "bundle.publish",
            "rollout.start",
            "rollout.step",
            "rollout.done",
            "rollout.start",
            "rollout.halt");
  }

  private String rollout(String bundle, String percentages) throws Exception {
    return client
        .post(
            "/api/v1/rollouts",
            Map.of(
                "bundle",
                bundle,
                "percentages",
                new ObjectMapper().readTree(percentages),
                "soakSeconds",
                0,
                "reportingShare",
                1))
        .path("id")
        .asText();
  }

  private String upload(String network, int wrongBy) throws Exception {
    Path bundle = folder.resolve(network + wrongBy);
    TestBundles.release(network, bundle, trainer, 2 - wrongBy, wrongBy);
    return new BundleUpload(client, line -> {}).run(bundle).path("hash").asText();
  }

  private JsonNode awaitBeat(String device, String hash, String bundleState) throws Exception {
    return cloud
        .await(
            "/api/v1/devices/" + device,
            one ->
                (hash == null || one.at("/device/heartbeat/modelHash").asText().equals(hash))
                    && one.at("/device/heartbeat/bundleState").asText().equals(bundleState))
        .at("/device/heartbeat");
  }

  private void assertRanges(String path) throws IOException, InterruptedException {
    byte[] whole = Files.readAllBytes(folder.resolve("lenet50/model.onnx"));
    HttpResponse<byte[]> all = ask(path, "GET");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body()).isEqualTo(whole);
    assertThat(all.headers().firstValue("Content-Encoding")).isEmpty();
    String etag = all.headers().firstValue("ETag").orElseThrow();
    assertThat(etag).matches("\"[0-9a-f]{64}\"");

    HttpResponse<byte[]> rest = ask(path, "GET", "Range", "bytes=100-", "If-Range", etag);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
    assertThat(rest.headers().firstValue("Content-Range"))
        .hasValue("bytes 100-%d/%d".formatted(whole.length - 1, whole.length));
    assertThat(ask(path, "GET", "Range", "bytes=100-", "If-Range", "\"other\"").body())
        .isEqualTo(whole);
    assertThat(ask(path, "GET", "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(ask(path, "GET", "Range", "bytes=%d-".formatted(whole.length)).statusCode())
        .isEqualTo(416);
    HttpResponse<byte[]> head = ask(path, "HEAD");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(whole.length);
    assertThat(head.body()).isEmpty();
    assertThat(ask(path.replace("model.onnx", "..%2Fposition.json"), "GET").statusCode())
        .isIn(400, 404);
  }

  private HttpResponse<byte[]> ask(String path, String method, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(cloud.address() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Accept-Encoding", "gzip");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private List<String> actions() {
    List<String> actions = new ArrayList<>();
    try (KafkaConsumer<String, AuditEntry> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            Topics.AUDIT.key().deserializer(),
            Topics.AUDIT.value().deserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.AUDIT.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      List<AuditEntry> entries = new ArrayList<>();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> entries.add(record.value()));
      }
      entries.sort(Comparator.comparing(AuditEntry::getAtMicros));
      entries.forEach(entry -> actions.add(entry.getAction()));
    }
    return actions;
  }

  private void startAgent(String device) throws IOException {
    stack.startFieldAgent(
        device,
        """
        device-id: %s
        site: lab
        state-directory: "%s"
        kafka:
          bootstrap-servers: "%s"
        inference:
          bundle: "%s"
          warm-up-frames: 0
        source:
          kind: data-set
          data-set: fashion-mnist
          repeat: 0
          frames-per-second: 10
        energy:
          meter: model
        clock:
          assume-synced: true
        status:
          interval: 500ms
        health:
          port: 0
        steering:
          url: "%s"
          control-keys: "%s"
          trusted-keys: "%s"
          poll-wait: 5s
          # The next wish waits until the last one has proved itself.
          probation: 5s
          frame-limit: 10s
        """
            .formatted(
                device,
                folder.resolve(device),
                broker.bootstrapServers(),
                OfflineCount.MODELS.resolve("fashion-mnist/cbnet"),
                cloud.address(),
                folder.resolve("control.pub.pem"),
                folder.resolve("trainer.pub.pem")));
  }
}
