package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.publish.ScriptedProducers;
import org.cbnet.edge.status.Steered;
import org.cbnet.edge.steering.ControlServer;
import org.cbnet.edge.steering.Releases;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.bundle.signing.SigningKey;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent, the shipped bundles and a cloud over HTTP, with Kafka's mock producer. */
@Timeout(120)
class SteeredAgentTest {
  // A wish may have to wait for a minute of probation of the one before.
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Path LENET = Path.of("../models/fashion-mnist/lenet");

  @TempDir private Path folder;

  private final SigningKey control = SigningKey.generate();
  private final SigningKey trainer = SigningKey.generate();
  private final ScriptedProducers producers = new ScriptedProducers(true);
  private final Map<String, String> environment = new HashMap<>();
  private ControlServer server;

  @BeforeEach
  void startTheCloud() throws IOException {
    server = new ControlServer();
    set("INFERENCE_STRATEGY", "edge-full");
    set("INFERENCE_BUNDLE", LENET.toString());
    set("STATE_DIRECTORY", folder.resolve("state").toString());
    set("SOURCE_FRAMES_PER_SECOND", "300");
    set("STATUS_INTERVAL", "100ms");
    set("CLOCK_ASSUME_SYNCED", "true");
    set("STEERING_URL", server.url().toString());
    set("STEERING_PROBATION", "1s");
    set(
        "STEERING_CONTROL_KEYS",
        Releases.publicKey(control, folder.resolve("control.pem")).toString());
    set(
        "STEERING_TRUSTED_KEYS",
        Releases.publicKey(trainer, folder.resolve("trainer.pem")).toString());
  }

  @AfterEach
  void stopTheCloud() {
    server.close();
  }

  @Test
  void switchesWhileItInfersAndLosesNothing() throws Exception {
    String hash = publish("cbnet", 0, 1, 1);
    try (Run run = new Run()) {
      await(() -> run.classified() > 50);
      server.serve(Releases.state(control, 1, "bundle", hash, "rate", 200.0), "one");
      awaitState(run, "APPLIED");
      await(() -> run.memory().contains(hash) && !run.memory().contains("PROBATION"));
      long atSwitch = run.classified();
      await(() -> run.classified() > atSwitch + 50);

      assertThat(run.agent.parts().steering().status().desiredTag()).contains("one");
      assertThat(run.end()).isZero();
    }

    List<ResultBatch> batches = sent(Topics.INFERENCE_RESULTS);
    assertThat(batches)
        .extracting(batch -> batch.getStrategy() + " " + batch.getModelHash())
        .containsOnly("edge-full " + ModelBundle.load(LENET).hash(), "cbnet " + hash);
    Set<String> configs = new HashSet<>();
    long next = 0;
    for (ResultBatch batch : batches) {
      assertThat(batch.getFirstSequence()).as("nothing lost").isEqualTo(next);
      next += batch.getResults().size();
      configs.add(batch.getConfigHash());
      assertThat(batch.getResults())
          .as("exits of " + batch.getStrategy())
          .allMatch(result -> result.getOutcome().equals("classified"));
    }
    assertThat(configs).as("configured; steered rate; steered model").hasSizeBetween(2, 3);
    long charged =
        sent(Topics.ENERGY_SAMPLES).stream().mapToLong(EnergySample::getInferenceCount).sum();
    assertThat(charged).isEqualTo(next);
    assertThat(sent(Topics.DEVICE_STATUS))
        .extracting(DeviceStatus::getBundleState)
        .contains("DOWNLOADING", "VERIFIED", "APPLIED");
    DeviceStatus last = last(Topics.DEVICE_STATUS);
    assertThat(last.getStrategy()).isEqualTo("cbnet");
    assertThat(last.getModelHash()).isEqualTo(hash);
    assertThat(last.getDesiredTag()).isEqualTo("one");
    assertThat(last.getConfigHash()).isEqualTo(batches.get(batches.size() - 1).getConfigHash());
  }

  @Test
  void runsAfterARestartWhatItRanBefore() throws Exception {
    String hash = publish("cbnet", 0, 1, 1);
    server.serve(
        Releases.state(control, 1, "bundle", hash, "rate", 50.0, "captureStopped", true), "one");
    try (Run run = new Run()) {
      // Nothing is captured, so the switch alone tells.
      awaitState(run, "APPLIED");
      run.end();
    }
    server.close();

    try (Run run = new Run()) {
      assertThat(run.agent.parts().steering().context().modelHash()).isEqualTo(hash);
      assertThat(run.agent.parts().steering().status().bundleState()).contains("APPLIED");
      run.awaitRunning();
      run.end();
    }
    assertThat(last(Topics.DEVICE_STATUS).getBoots().get(0).getCaptured()).isZero();
    assertThat(last(Topics.DEVICE_STATUS).getModelHash()).isEqualTo(hash);
  }

  @Test
  void stopsAndStartsCaptureAndChangesTheRate() throws Exception {
    server.serve(Releases.state(control, 1, "captureStopped", true), "stop");
    try (Run run = new Run()) {
      awaitTag(run, "stop");
      // The frame that was being taken may still come.
      long stopped = run.classified() + 1;
      server.serve(Releases.state(control, 2, "rate", 1_000.0), "go");
      awaitTag(run, "go");
      await(() -> run.classified() > stopped + 500);
      run.end();
    }
    Set<String> configs = new HashSet<>();
    sent(Topics.INFERENCE_RESULTS).forEach(batch -> configs.add(batch.getConfigHash()));
    assertThat(configs).as("the rate is part of the configuration").hasSizeGreaterThan(1);
  }

  @Test
  void keepsWhatRunsWhereTheTrialFails() throws Exception {
    String hash = publish("cbnet", 1, 1, 1);
    server.serve(Releases.state(control, 1, "bundle", hash), "one");
    try (Run run = new Run()) {
      awaitState(run, "FAILED");

      assertThat(run.status().bundleReason().orElseThrow()).contains("trial: frame", "known is");
      assertThat(run.status().desiredTag()).isEmpty();
      run.end();
    }
    assertThat(last(Topics.DEVICE_STATUS).getBundleState()).isEqualTo("FAILED");
    assertThat(last(Topics.DEVICE_STATUS).getStrategy()).isEqualTo("edge-full");

    try (Run run = new Run()) {
      run.awaitRunning();
      assertThat(run.status().bundleState()).as("not tried again").contains("FAILED");
      run.end();
    }
  }

  @Test
  void returnsToTheLastGoodModelWhenItsFramesFail() throws Exception {
    // It takes images of another size than the source has: nothing of a trial run shows that.
    Path other = Releases.ofTinyImages(folder.resolve("other"));
    String hash = Releases.publish(other, trainer, 1, 1, server);
    server.serve(Releases.state(control, 1, "bundle", hash), "one");
    set("STEERING_PROBATION", "60s");
    try (Run run = new Run()) {
      awaitState(run, "ROLLED_BACK");

      assertThat(run.status().bundleReason().orElseThrow()).contains("frames failed");
      await(() -> run.agent.parts().steering().context().strategy().equals("edge-full"));
      await(() -> run.agent.parts().steering().context().modelHash().equals(lenet()));
      long failed = run.failed();
      long before = run.classified();
      await(() -> run.classified() > before + 50);
      assertThat(failed).isPositive();
      run.end();
    }
    assertThat(last(Topics.DEVICE_STATUS).getBundleState()).isEqualTo("ROLLED_BACK");
    assertThat(last(Topics.DEVICE_STATUS).getModelHash()).isEqualTo(lenet());
  }

  @Test
  void returnsToTheLastGoodModelAfterACrashOnProbation() throws Exception {
    String hash = publish("cbnet", 0, 1, 5);
    server.serve(Releases.state(control, 1, "bundle", hash), "one");
    set("STEERING_PROBATION", "1h");
    Path crashed = folder.resolve("crashed");
    try (Run run = new Run()) {
      awaitState(run, "APPLIED");
      Files.createDirectory(crashed);
      // What a process that is killed now leaves behind.
      Files.copy(folder.resolve("state/steering"), crashed.resolve("steering"));
      run.end();
    }
    Files.copy(
        crashed.resolve("steering"),
        folder.resolve("state/steering"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    try (Run run = new Run()) {
      assertThat(run.agent.parts().steering().context().modelHash()).isEqualTo(lenet());
      assertThat(run.status().bundleState()).contains("ROLLED_BACK");
      run.awaitRunning();
      run.end();
    }
    assertThat(last(Topics.DEVICE_STATUS).getBundleState()).isEqualTo("ROLLED_BACK");

    try (Run run = new Run()) {
      assertThat(run.agent.parts().steering().context().modelHash())
          .as("not tried again")
          .isEqualTo(lenet());
      run.end();
    }
  }

  @Test
  void isNotToBlameWhenTheAgentEndsInOrderOnProbation() throws Exception {
    String hash = publish("cbnet", 0, 1, 1);
    server.serve(Releases.state(control, 1, "bundle", hash), "one");
    set("STEERING_PROBATION", "1h");
    try (Run run = new Run()) {
      awaitState(run, "APPLIED");
      run.end();
    }

    try (Run run = new Run()) {
      assertThat(run.agent.parts().steering().context().modelHash()).isEqualTo(hash);
      assertThat(run.status().bundleState()).contains("APPLIED");
      run.end();
    }
  }

  @Test
  void endsInOrderInTheMiddleOfATrial() throws Exception {
    String hash = publish("cbnet", 0, 1, 1);
    server.serve(Releases.state(control, 1, "bundle", hash), "one");
    for (int i = 0; i < 10; i++) {
      try (Run run = new Run()) {
        await(() -> run.status().bundleState().isPresent());

        assertThat(run.end()).isZero();
      }
    }
  }

  @Test
  void runsAStrategyOfTheDevicesOwnBundles() throws Exception {
    server.serve(Releases.state(control, 1, "strategy", "early-exit", "threshold", 0.5), "one");
    try (Run run = new Run()) {
      awaitState(run, "APPLIED");

      assertThat(run.agent.parts().steering().context().strategy()).isEqualTo("early-exit");
      run.end();
    }
  }

  @Test
  void returnsToAnOlderVersionButNotBelowTheFloor() throws Exception {
    String five = publish("cbnet", 0, 4, 5);
    String three = publish("branchynet", 0, 1, 3);
    try (Run run = new Run()) {
      server.serve(Releases.state(control, 1, "bundle", five), "five");
      await(() -> run.memory().contains("\"versionFloor\":4"));

      server.serve(Releases.state(control, 2, "bundle", three), "three");
      awaitState(run, "FAILED");
      assertThat(run.status().bundleReason().orElseThrow()).contains("version 3 is below 4");
      assertThat(run.agent.parts().steering().context().modelHash()).isEqualTo(five);

      String four = publish("truncated", 0, 1, 4);
      server.serve(Releases.state(control, 3, "bundle", four), "four");
      awaitTag(run, "four");
      assertThat(run.agent.parts().steering().context().modelHash()).isEqualTo(four);
      run.end();
    }
  }

  @Test
  void saysInItsHeartbeatWhatItDoesNotUnderstandAndChangesNothing() throws Exception {
    server.serve(Releases.state(control, 1, "strategy", "magic"), "one");
    try (Run run = new Run()) {
      awaitState(run, "FAILED");
      assertThat(run.status().bundleReason().orElseThrow()).contains("unknown strategy 'magic'");

      server.serve(Releases.state(SigningKey.generate(), 2, "strategy", "cbnet"), "two");
      await(() -> run.status().refusal().orElse("").contains("none of the trusted keys"));
      assertThat(run.status().bundleState()).as("nobody we know said so").isEmpty();
      assertThat(run.agent.parts().steering().context().strategy()).isEqualTo("edge-full");
      run.end();
    }
  }

  private String publish(String network, int wrongBy, long minimum, long version)
      throws IOException {
    Path copy = Releases.copy(network, folder.resolve(network + version), wrongBy);
    return Releases.publish(copy, trainer, version, minimum, server);
  }

  private static String lenet() {
    try {
      return ModelBundle.load(LENET).hash();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void awaitState(Run run, String state) {
    await(() -> run.status().bundleState().equals(Optional.of(state)));
  }

  private void awaitTag(Run run, String tag) {
    await(() -> run.status().desiredTag().equals(Optional.of(tag)));
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it never happened").isLessThan(end);
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private void set(String key, String value) {
    environment.put("CBNET_AGENT_" + key, value);
  }

  private <V extends SpecificRecord> V last(Topic<String, V> topic) {
    List<V> all = sent(topic);
    return all.get(all.size() - 1);
  }

  private <V extends SpecificRecord> List<V> sent(Topic<String, V> topic) {
    List<V> values = new ArrayList<>();
    MockProducer<String, byte[]> producer = producers.current();
    for (ProducerRecord<String, byte[]> record : producer.history()) {
      if (record.topic().equals(topic.name())) {
        values.add(topic.value().deserializer().deserialize(topic.name(), record.value()));
      }
    }
    return values;
  }

  /** An agent that lives on a thread of its own. */
  private final class Run implements AutoCloseable {
    private final AgentLife agent;
    private final CompletableFuture<Integer> exit;

    private Run() throws IOException {
      agent =
          EdgeAgent.open(
              new ConfigLoader(new Machine(environment, "pi-1", folder)).load(Optional.empty()),
              producers);
      exit = CompletableFuture.supplyAsync(this::live);
    }

    private int live() {
      try {
        return agent.live();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private Steered status() {
      return agent.parts().steering().status();
    }

    private long classified() {
      return agent.parts().spool().status().current().classified();
    }

    private long failed() {
      return agent.parts().spool().status().current().failed();
    }

    private String memory() {
      try {
        return Files.readString(folder.resolve("state/steering"));
      } catch (IOException e) {
        return "";
      }
    }

    private void awaitRunning() {
      await(() -> agent.parts().report().get().getState().equals("running"));
    }

    private int end() throws Exception {
      agent.requestStop();
      return exit.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
      agent.requestStop();
      exit.join();
      agent.close();
    }
  }
}
