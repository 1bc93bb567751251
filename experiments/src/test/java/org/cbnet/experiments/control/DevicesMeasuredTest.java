package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.experiment.ExperimentCommand;
import org.cbnet.experiments.rows.CsvRows;
import org.cbnet.experiments.rows.EnergyRow;
import org.cbnet.experiments.rows.FrameRow;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real agents are steered through an experiment's blocks by a real cloud, and let go. */
class DevicesMeasuredTest {
  private static final List<Double> LEVELS = List.of(0.0, 20.0, 40.0, 80.0);

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyDeviceHasEveryBlockAndDoesAfterwardsWhatItDidBefore() throws Exception {
    SigningKey key = SigningKey.generate();
    Path privateKey = Files.writeString(folder.resolve("control.pem"), key.privatePem());
    Path publicKey = Files.writeString(folder.resolve("control.pub.pem"), key.publicPem());
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
        CloudInstance cloud =
            CloudInstance.start(
                broker.bootstrapServers(),
                folder.resolve("cloud"),
                Map.of("CBNET_CONTROL_KEY_FILE", privateKey.toString()),
                Clock.systemUTC());
        LocalStack stack = new LocalStack(folder.resolve("stack"), JavaLauncher.ofThisProcess())) {
      cloud.awaitTables();
      cloud.await("/api/v1/desired", answer -> true);
      String wish = "{\"rate\": 7.0}";
      assertThat(cloud.put("/api/v1/desired/devices/pi-1", wish, "If-None-Match", "*").statusCode())
          .isEqualTo(200);
      for (String device : List.of("pi-1", "pi-2")) {
        stack.startFieldAgent(device, yaml(device, broker.bootstrapServers(), cloud, publicKey));
        cloud.await(
            "/api/v1/devices/" + device,
            one -> one.at("/device/heartbeat/state").asText().equals("running"));
      }

      assertThat(run("--cloud", cloud.address().toString(), "--brokers", broker.bootstrapServers()))
          .as("%s%n%s", out, err)
          .isZero();

      check();
      assertThat(json(cloud, "/api/v1/desired/devices/pi-1").path("rate").asDouble()).isEqualTo(7);
      assertThat(json(cloud, "/api/v1/desired/devices/pi-1").path("runId").isNull()).isTrue();
      assertThat(cloud.get("/api/v1/desired/devices/pi-2").statusCode()).isEqualTo(404);
      assertThat(json(cloud, "/api/v1/conservation").path("laws"))
          .allSatisfy(law -> assertThat(law.path("holds").asBoolean()).as("%s", law).isTrue());
    }
  }

  private void check() throws Exception {
    Path run = onlyRun();
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.path("valid").asBoolean()).as("%s", summary.path("problems")).isTrue();
    assertThat(summary.at("/conservation/lost").asInt()).isZero();
    for (String device : List.of("pi-1", "pi-2")) {
      List<FrameRow> frames = new ArrayList<>();
      CsvRows.FRAMES.read(part(run, device, "frames"), frames::add);
      Map<String, Long> blocks =
          frames.stream()
              .collect(
                  Collectors.groupingBy(
                      row -> row.arm() + " " + row.level(), Collectors.counting()));
      // Two seconds and what it takes to say so; of a slow machine at least half.
      assertThat(blocks).hasSize(2 * 3);
      blocks.forEach(
          (block, count) ->
              assertThat(count)
                  .as(block)
                  .isGreaterThanOrEqualTo(
                      (long) Double.parseDouble(block.substring(block.indexOf(' ') + 1))));
      assertThat(frames).allSatisfy(row -> assertThat(row.trueLabel()).isNotNull());
      List<EnergyRow> energy = new ArrayList<>();
      CsvRows.ENERGY.read(part(run, device, "energy"), energy::add);
      assertThat(energy.stream().map(EnergyRow::level).distinct())
          .containsExactlyInAnyOrderElementsOf(LEVELS);
      assertThat(energy.stream().filter(row -> row.level() == 0))
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row.inferences()).isZero());
    }
  }

  private static Path part(Path run, String device, String what) {
    return run.resolve("parts/fashion-mnist-%s-%s.csv.gz".formatted(device, what));
  }

  private Path onlyRun() throws Exception {
    try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
      return runs.collect(Collectors.toList()).get(0);
    }
  }

  private int run(String... more) throws Exception {
    Path definition =
        Files.writeString(
            folder.resolve("pis.yaml"),
            """
            name: pis
            question: What does an inference take on each?
            data-sets: [fashion-mnist]
            accuracy-frames: 0
            arms: [edge-full, cbnet]
            baseline: edge-full
            agents: [pi-1, pi-2]
            load: {levels: %s, block-seconds: 2}
            schedule: {sessions: 1, rounds: 1}
            """
                .formatted(LEVELS));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                definition.toString(),
                "--results",
                folder.resolve("results").toString(),
                "--models",
                OfflineCount.MODELS.toString()));
    arguments.addAll(List.of(more));
    return ExperimentCommand.of(Clock.systemUTC())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private static JsonNode json(CloudInstance cloud, String path) throws Exception {
    return CloudInstance.json(cloud.get(path));
  }

  private String yaml(String device, String brokers, CloudInstance cloud, Path publicKey) {
    return """
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
          probation: 1s
        """
        .formatted(
            device,
            folder.resolve("state-" + device),
            brokers,
            OfflineCount.MODELS.resolve("fashion-mnist/cbnet"),
            cloud.address(),
            publicKey,
            publicKey);
  }
}
