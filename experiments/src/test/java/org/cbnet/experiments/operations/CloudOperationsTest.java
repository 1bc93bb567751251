package org.cbnet.experiments.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.cbnet.cloud.deadletter.LetterFilter;
import org.cbnet.cloud.deadletter.LetterPage;
import org.cbnet.cloud.deadletter.LetterReader;
import org.cbnet.cloud.deadletter.LetterView;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.CloudSetup;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.LocalStack.Cloud;
import org.cbnet.experiments.stack.ProductModule;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators do, with the real commands against a real broker. */
@Tag("long")
class CloudOperationsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int DEVICES = 30;

  @TempDir private Path folder;

  private final JavaLauncher java = JavaLauncher.ofThisProcess();
  private EmbeddedBroker broker;
  private LocalStack stack;
  private FleetRecords fleet;

  @BeforeEach
  void start() throws IOException {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    stack = new LocalStack(folder.resolve("stack"), java);
    fleet = new FleetRecords(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    stack.close();
    broker.close();
  }

  @Test
  void stateMovesToMorePartitionsAndDevicesAreStillKnown() throws Exception {
    Cloud first = cloud("first");
    fleet.send(DEVICES, 0);
    fleet.send(DEVICES, 20);
    fleet.sendGarbage("pi-1");
    ObjectNode before = await(first, account -> records(account) == 2 * DEVICES + 1);
    JsonNode comparison = comparison(first);
    assertThat(command("export", "first", "--to", "running.jsonl")).isEqualTo(1);
    assertThat(log("export")).contains("runs", "stop every instance");
    stack.stop(first.process());

    morePartitions(7);
    assertThat(command("run", "first")).isEqualTo(1);
    assertThat(log("run")).contains("from 4 input partitions", "7 now", "cloud export --to");
    assertThat(command("export", "first", "--to", "state.jsonl")).isZero();
    cloudConfig("second");
    assertThat(command("import", "second", "--from", "state.jsonl")).isZero();
    assertThat(command("import", "second", "--from", "state.jsonl")).isEqualTo(1);
    assertThat(log("import")).contains("second exists already");

    Cloud second = cloud("second");
    assertThat(account(second)).isEqualTo(withoutPosition(before));
    assertThat(comparison(second)).isEqualTo(comparison);
    // Resent, and in other partitions now: the import has put what is known of a device there.
    fleet.send(DEVICES, 20);
    fleet.send(DEVICES, 10);
    ObjectNode after = await(second, account -> records(account) == 4 * DEVICES + 1);
    assertThat(after.path("duplicates").asLong()).isEqualTo(10L * DEVICES);
    assertThat(after.path("results").path("accepted").asLong()).isEqualTo(30L * DEVICES);
    assertLawsHold(after);
  }

  @Test
  void deadLettersAreListedAndReplayed() throws Exception {
    Cloud cloud = cloud("first");
    fleet.sendRefused("pi-1", 3);
    fleet.sendRefused("pi-2", 120);
    fleet.sendGarbage("pi-1");
    ObjectNode before = await(cloud, account -> records(account) == 124);
    LetterReader reader = new LetterReader(client(), PATIENCE);

    List<LetterView> all = new ArrayList<>();
    LetterPage page = reader.newest(LetterFilter.all(), 40, Optional.empty());
    while (true) {
      all.addAll(page.letters());
      if (page.next() == null) {
        break;
      }
      page = reader.newest(LetterFilter.all(), 40, Optional.of(page.next()));
    }

    // 20 of pi-2 were beyond its limit; time may have given it one or two more.
    assertThat(before.path("deadLetters").path("buried").asLong()).isEqualTo(all.size());
    assertThat(all).hasSizeBetween(104, 110).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(LetterView::appendedAt)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(all)
        .filteredOn(letter -> "pi-1".equals(letter.deviceId()))
        .extracting(LetterView::reason)
        .containsExactlyInAnyOrder("text", "text", "text", "not_single_object");

    assertThat(get(cloud, "/metrics"))
        .contains(
            "cbnet_cloud_conservation{counter=\"records_received\"} 124.0",
            "cbnet_cloud_refusals{reason=\"text\"} 123.0",
            "cbnet_cloud_input_lag_records{topic=\"cbnet.inference.results\"}",
            "cbnet_cloud_state{state=\"running\"} 1.0",
            "route=\"/api/v1/conservation\",status=\"200\"",
            "jvm_memory_used_bytes")
        .doesNotContain("pi-1", "pi-2");
    JsonNode listed = read(get(cloud, "/api/v1/dead-letters?device=pi-1&limit=3"));
    assertThat(listed.path("letters")).hasSize(3);
    JsonNode letter = listed.path("letters").get(0);
    String position = letter.path("partition").asText() + "/" + letter.path("offset").asText();
    assertThat(read(get(cloud, "/api/v1/dead-letters/" + position)).path("reason"))
        .isEqualTo(letter.path("reason"));
    assertThat(post(cloud, "/api/v1/dead-letters/replay", "{\"reason\":\"not_single_object\"}"))
        .contains("\"replayed\":1");
    await(cloud, account -> letters(account, "withoutEffect") == 1);

    assertThat(
            command("dead-letters", "first", "list", "--device", "pi-1", "--json", "letters.json"))
        .isEqualTo(0);
    assertThat(json("letters.json").path("letters")).hasSize(4);
    assertThat(command("dead-letters", "first", "replay", "--reason", "text", "--json", "r.json"))
        .isEqualTo(0);
    long replayed = json("r.json").path("replayed").asLong();

    ObjectNode after = await(cloud, account -> letters(account, "withoutEffect") == replayed + 1);
    assertThat(replayed).isEqualTo(all.size() - 1);
    assertThat(after.path("refused")).isEqualTo(before.path("refused"));
    assertLawsHold(after);
  }

  private static long records(JsonNode account) {
    return account.path("records").path("received").asLong();
  }

  private static long letters(JsonNode account, String counter) {
    return account.path("deadLetters").path(counter).asLong();
  }

  private static void assertLawsHold(ObjectNode account) {
    account
        .path("laws")
        .forEach(law -> assertThat(law.path("holds").asBoolean()).as("%s", law).isTrue());
  }

  private Cloud cloud(String name) throws Exception {
    return stack.startCloud(
        new CloudSetup(name, broker.bootstrapServers(), 0, Duration.ofMillis(100), 10L << 20));
  }

  private void cloudConfig(String name) throws IOException {
    String first = Files.readString(stack.folder().resolve("first.yaml"));
    Files.writeString(
        stack.folder().resolve(name + ".yaml"),
        first.replace("application-id: first", "application-id: " + name));
  }

  /** Runs a command of the cloud with an application's configuration, in the stack's folder. */
  private int command(String command, String application, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(command));
    for (String argument : arguments) {
      boolean isFile = argument.endsWith(".jsonl") || argument.endsWith(".json");
      all.add(isFile ? stack.folder().resolve(argument).toString() : argument);
    }
    all.add("--config");
    all.add(stack.folder().resolve(application + ".yaml").toString());
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    List<String> java = this.java.command(ProductModule.CLOUD_PROCESSOR, temporary, all);
    try (ChildProcess child = ChildProcess.start(command, java, folder.resolve(command + ".log"))) {
      int status = child.awaitExit(PATIENCE);
      if (status != 0) {
        System.err.println(log(command));
      }
      return status;
    }
  }

  private String log(String command) throws IOException {
    return Files.readString(folder.resolve(command + ".log"));
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(stack.folder().resolve(file).toFile());
  }

  private static ObjectNode await(Cloud cloud, Predicate<ObjectNode> done) throws Exception {
    CloudClient client = new CloudClient(cloud.address());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    ObjectNode account = client.conservation();
    while (!done.test(account)) {
      assertThat(System.nanoTime()).as("%s", account).isLessThan(deadline);
      Thread.sleep(100);
      account = client.conservation();
    }
    return account;
  }

  private static ObjectNode account(Cloud cloud) throws Exception {
    return withoutPosition(new CloudClient(cloud.address()).conservation());
  }

  private static ObjectNode withoutPosition(ObjectNode account) {
    account.remove("position");
    return account;
  }

  private static JsonNode comparison(Cloud cloud) throws Exception {
    ObjectNode comparison = new CloudClient(cloud.address()).comparison("run-1", "edge-full");
    comparison.remove("position");
    return comparison;
  }

  private String get(Cloud cloud, String path) throws Exception {
    return send(HttpRequest.newBuilder(cloud.address().resolve(path)));
  }

  private String post(Cloud cloud, String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(cloud.address().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private static JsonNode read(String json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private void morePartitions(int count) throws Exception {
    try (Admin admin = Admin.create(client())) {
      NewPartitions more = NewPartitions.increaseTo(count);
      admin
          .createPartitions(
              Map.of(
                  Topics.INFERENCE_RESULTS.name(), more,
                  Topics.ENERGY_SAMPLES.name(), more,
                  Topics.DEVICE_STATUS.name(), more,
                  Topics.DEAD_LETTER_REPLAYS.name(), more))
          .all()
          .get();
    }
  }

  private Properties client() {
    Properties client = new Properties();
    client.put("bootstrap.servers", broker.bootstrapServers());
    return client;
  }
}
