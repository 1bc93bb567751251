package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Predicate;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.experiments.stack.ChildProcess;
import org.cbnet.experiments.stack.JavaLauncher;
import org.cbnet.experiments.stack.LocalStack;
import org.cbnet.experiments.stack.OfflineCount;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent does what a real cloud wants, from group and device, and says so. */
@Tag("long")
class SteeredAgentTest {
  private static final String DEVICE = "/api/v1/devices/steered";

  @TempDir private Path folder;

  @Test
  void changesStrategyAndStopsCaptureAndTellsTheTagOfEachState() throws Exception {
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
      cloud.put(
          "/api/v1/registry/steered",
          "{\"state\": \"active\", \"site\": \"lab\", \"groups\": [\"slow\"]}",
          "If-None-Match",
          "*");
      ChildProcess agent =
          stack.startFieldAgent("agent", yaml(broker.bootstrapServers(), cloud, publicKey));
      await(cloud, beat -> beat.path("strategy").asText().equals("cbnet"));

      cloud.put(
          "/api/v1/desired/groups/slow",
          "{\"strategy\": \"lenet5\", \"priority\": 3}",
          "If-None-Match",
          "*");

      String first =
          await(
              cloud,
              beat ->
                  beat.path("strategy").asText().equals("lenet5")
                      && beat.path("bundleState").asText().equals("APPLIED"));
      assertThat(first).isEqualTo(told(cloud));
      cloud.await(DEVICE, one -> one.at("/device/activity/strategy").asText().equals("lenet5"));

      cloud.put(
          "/api/v1/desired/devices/steered", "{\"captureStopped\": true}", "If-None-Match", "*");

      String second = await(cloud, beat -> !beat.path("desiredTag").asText().equals(first));
      assertThat(second).isEqualTo(told(cloud));
      assertThat(Long.parseLong(second)).isGreaterThan(Long.parseLong(first));
      long stopped = settledResults(cloud);

      cloud.delete("/api/v1/desired/devices/steered", "If-Match", "*");

      cloud.await(DEVICE, one -> results(one) > stopped);
      String third = await(cloud, beat -> !beat.path("desiredTag").asText().equals(second));
      assertThat(Long.parseLong(third)).isGreaterThan(Long.parseLong(second));
      stack.stop(agent);
    }
  }

  /** Heartbeats go on; results, once it has stopped, do not. */
  private static long settledResults(CloudInstance cloud) throws Exception {
    long before = -1;
    long now = results(cloud.await(DEVICE, one -> true));
    String beat = "";
    while (now != before) {
      before = now;
      for (int beats = 0; beats < 3; beats++) {
        String last = beat;
        beat =
            cloud
                .await(DEVICE, one -> !one.at("/device/heartbeat/received").asText().equals(last))
                .at("/device/heartbeat/received")
                .asText();
      }
      now = results(cloud.await(DEVICE, one -> true));
    }
    return now;
  }

  private static long results(JsonNode one) {
    return one.at("/device/activity/results").asLong();
  }

  /** The tag that the device is served now. */
  private static String told(CloudInstance cloud) throws Exception {
    String tag = cloud.get(DEVICE + "/desired").headers().firstValue("ETag").orElseThrow();
    return tag.replace("\"", "");
  }

  private static String await(CloudInstance cloud, Predicate<JsonNode> beat) throws Exception {
    return cloud
        .await(DEVICE, one -> beat.test(one.at("/device/heartbeat")))
        .at("/device/heartbeat/desiredTag")
        .asText();
  }

  private String yaml(String brokers, CloudInstance cloud, Path publicKey) {
    return """
        device-id: steered
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
          frames-per-second: 20
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
        """
        .formatted(
            folder.resolve("agent"),
            brokers,
            OfflineCount.MODELS.resolve("fashion-mnist/cbnet"),
            cloud.address(),
            publicKey,
            publicKey);
  }
}
