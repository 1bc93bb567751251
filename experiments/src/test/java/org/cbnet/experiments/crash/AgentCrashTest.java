package org.cbnet.experiments.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.CloudClient;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.experiments.topic.RawResults;
import org.cbnet.inference.dataset.DataSetLocator;
import org.cbnet.inference.dataset.DataSets;
import org.cbnet.inference.dataset.KnownDataSet;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the agent has promised with a 200 is counted exactly once, whenever it and the broker are
 * killed.
 */
@Tag("long")
class AgentCrashTest {
  private static final int AGENT_KILLS = 20;
  private static final int BROKER_KILLS = 3;
  private static final int AT_A_TIME = 3;
  private static final int LONGEST_LIFE_MILLIS = 600;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long SEED = 20_261_123;

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private int healthPort;
  private int livesThatSent;

  @Test
  void countsEveryWitnessedResultExactlyOnce() throws Exception {
    SplittableRandom random = new SplittableRandom(SEED);
    int port = freePort();
    healthPort = freePort();
    try (LocalStack stack = new LocalStack(folder, JavaLauncher.ofThisProcess());
        Witness witness =
            new Witness(
                new DataSets(DataSetLocator.ofProcess()).testOrSample(KnownDataSet.FASHION_MNIST),
                port)) {
      LocalStack.Broker broker = stack.startBroker(0, true);
      String yaml = yaml(broker.address(), port);
      witness.start(AT_A_TIME);
      int brokerKills = 0;
      for (int kill = 0; kill < AGENT_KILLS; kill++) {
        ChildProcess agent = stack.startFieldAgent("agent", yaml);
        awaitPromises(witness, 1 + random.nextInt(20));
        if (kill % 3 == 0) {
          // Killed between sending and noting it, too, and not only before anything has left.
          awaitAcknowledged();
        }
        if (kill * BROKER_KILLS / AGENT_KILLS >= brokerKills && kill % 2 == 1) {
          broker.process().kill();
          brokerKills++;
        }
        Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
        agent.kill();
        if (!broker.process().isAlive()) {
          broker = stack.startBroker(broker.port(), true);
        }
      }
      assertThat(brokerKills).isEqualTo(BROKER_KILLS);

      ChildProcess last = stack.startFieldAgent("agent", yaml);
      awaitPromises(witness, 20);
      witness.stop();
      assertThat(last.end(PATIENCE)).as("exit code of the last agent, which drains").isZero();

      check(witness, broker.address(), stack);
    }
  }

  private void check(Witness witness, String brokers, LocalStack stack)
      throws IOException, InterruptedException {
    Map<String, String> frames = new HashMap<>();
    long[] records = {0};
    RawResults.read(brokers, batch -> records[0] += note(batch, frames));
    Map<String, String> promises = witness.promises();
    System.out.printf(
        "crash test: %d kills of the agent, %d of the broker: %d witnessed, %d unconfirmed;"
            + " %d results delivered, %d distinct; %d killed lives had sent some%n",
        AGENT_KILLS,
        BROKER_KILLS,
        promises.size(),
        witness.unconfirmed(),
        records[0],
        frames.size(),
        livesThatSent);
    assertThat(witness.promisedTwice()).isEmpty();
    assertThat(frames).containsAllEntriesOf(promises);

    LocalStack.Cloud cloud = stack.startCloud(brokers, 0);
    CloudClient client = new CloudClient(cloud.address());
    client.awaitReceived(frames.size(), PATIENCE);
    JsonNode account = client.conservation();
    assertThat(account.path("received").asLong()).isEqualTo(frames.size());
    assertThat(account.path("doubleCounted").asLong()).isZero();
    assertThat(account.path("lost").asLong()).isZero();
    assertThat(account.path("refused").asLong()).isZero();
    assertThat(account.path("duplicates").asLong()).isEqualTo(records[0] - frames.size());
    account
        .path("laws")
        .forEach(law -> assertThat(law.path("holds").asBoolean()).as("%s", law).isTrue());
  }

  private void awaitAcknowledged() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (acknowledged() == 0) {
      assertThat(System.nanoTime()).as("something sent in time").isLessThan(deadline);
      Thread.sleep(5);
    }
    livesThatSent++;
  }

  private double acknowledged() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/metrics".formatted(healthPort)))
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith("cbnet_agent_results_acknowledged_total "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long note(ResultBatch batch, Map<String, String> frames) {
    long sequence = batch.getFirstSequence();
    for (var result : batch.getResults()) {
      String identity =
          "%s/%s/%d/%d"
              .formatted(
                  batch.getDeviceId(), batch.getInstallId(), batch.getBootNumber(), sequence++);
      String before = frames.put(identity, result.getFrameId());
      assertThat(before).as(identity).isIn(null, result.getFrameId());
    }
    return batch.getResults().size();
  }

  private static void awaitPromises(Witness witness, int more) throws InterruptedException {
    long wanted = witness.confirmed() + more;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (witness.confirmed() < wanted) {
      assertThat(System.nanoTime()).as("promises in time").isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private String yaml(String brokers, int port) {
    return """
        device-id: witnessed
        state-directory: "%s"
        kafka:
          bootstrap-servers: "%s"
        inference:
          bundle: "%s"
          warm-up-frames: 0
        source:
          kind: http
          http:
            port: %d
        clock:
          assume-synced: true
        status:
          interval: 500ms
        health:
          port: %d
        """
        .formatted(
            folder.resolve("agent"),
            brokers,
            OfflineCount.MODELS.resolve("fashion-mnist/cbnet"),
            port,
            healthPort);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
