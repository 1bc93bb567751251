package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.edge.arms.ArmFiles;
import org.cbnet.edge.arms.Arms;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.EffectiveConfig;
import org.cbnet.edge.config.Machine;
import org.cbnet.edge.identity.StateDirectoryInUseException;
import org.cbnet.edge.loop.InferenceLoop;
import org.cbnet.edge.publish.ScriptedProducers;
import org.cbnet.edge.spool.SpoolCounters;
import org.cbnet.edge.turns.SteadyLoad;
import org.cbnet.inference.bundle.BundleException;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole agent with a small trained network and Kafka's mock producer. */
@Timeout(30)
class EdgeAgentTest {
  private static final int FRAMES = 330;

  @TempDir private Path folder;

  private final ScriptedProducers producers = new ScriptedProducers(true);
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void classifiesTheConfiguredFramesAndDrains() throws Exception {
    set("SOURCE_FIRST_FRAME", "10");
    set("SOURCE_FRAMES", Integer.toString(FRAMES));
    set("RUN_ID", "run-1");
    AgentConfig config = config();

    assertThat(live(config)).isZero();

    List<ResultBatch> batches = sent(Topics.INFERENCE_RESULTS);
    List<Result> results = batches.stream().flatMap(batch -> batch.getResults().stream()).toList();
    assertThat(results)
        .hasSize(FRAMES)
        .allMatch(result -> result.getOutcome().equals("classified"));
    assertThat(results.get(0).getFrameId()).isEqualTo("t10k-00010");
    assertThat(results.stream().filter(r -> r.getPredictedLabel().equals(r.getTrueLabel())).count())
        .as("right answers of a network that gets 75 %% of all test images right")
        .isBetween(220L, 280L);
    assertThat(batches).extracting(ResultBatch::getRunId).containsOnly("run-1");
    assertThat(batches).extracting(ResultBatch::getDataset).containsOnly("fashion-mnist");
    assertThat(batches)
        .extracting(ResultBatch::getConfigHash)
        .containsOnly(EffectiveConfig.of(config).hash());
    assertThat(batches).extracting(ResultBatch::getReplayed).containsOnly(false);
  }

  @Test
  void chargesEveryResultToOneEnergySample() throws Exception {
    set("SOURCE_FRAMES", Integer.toString(FRAMES));

    live(config());

    List<EnergySample> samples = sent(Topics.ENERGY_SAMPLES);
    assertThat(samples).extracting(EnergySample::getSource).containsOnly("model:rbp4b1.2-64");
    assertThat(samples.stream().mapToLong(EnergySample::getInferenceCount).sum()).isEqualTo(FRAMES);
    assertThat(samples.get(0).getGrossJoules()).isGreaterThan(samples.get(0).getIdleJoules());
  }

  @Test
  void saysGoodbyeWithCountersThatAddUp() throws Exception {
    set("SOURCE_FRAMES", Integer.toString(FRAMES));

    live(config());

    List<DeviceStatus> beats = sent(Topics.DEVICE_STATUS);
    DeviceStatus last = beats.get(beats.size() - 1);
    BootCounters counters = last.getBoots().get(0);
    assertThat(last.getState()).isEqualTo("stopped");
    assertThat(last.getSpoolBytes()).isZero();
    assertThat(counters.getCaptured()).isEqualTo(FRAMES);
    assertThat(counters.getClassified()).isEqualTo(FRAMES);
    assertThat(counters.getAcknowledged()).isEqualTo(FRAMES);
    assertThat(counters.getSpooled()).isZero();
    assertThat(counters.getEnergyAcknowledged()).isEqualTo(counters.getEnergySamples());
  }

  @Test
  void isTheSameDeviceInItsNextBoot() throws Exception {
    set("SOURCE_FRAMES", "5");

    live(config());
    live(config());

    List<ResultBatch> batches = new ArrayList<>();
    for (MockProducer<String, byte[]> producer : producers.all()) {
      batches.addAll(sent(producer, Topics.INFERENCE_RESULTS));
    }
    assertThat(batches).extracting(ResultBatch::getBootNumber).containsExactly(1L, 2L);
    assertThat(batches).extracting(ResultBatch::getFirstSequence).containsOnly(0L);
    assertThat(batches.stream().map(ResultBatch::getInstallId).collect(Collectors.toSet()))
        .hasSize(1);
  }

  @Test
  void keepsWhatTheBrokerDidNotTakeForTheNextStart() throws Exception {
    set("SOURCE_FRAMES", "20");
    set("SHUTDOWN_DRAIN_TIMEOUT", "100ms");
    try (AgentLife agent = EdgeAgent.open(config(), new ScriptedProducers(false))) {
      assertThat(agent.live()).isZero();
    }
    set("SHUTDOWN_DRAIN_TIMEOUT", "1m");

    live(config());

    assertThat(sent(Topics.INFERENCE_RESULTS))
        .extracting(ResultBatch::getBootNumber)
        .containsExactly(1L, 2L);
    assertThat(sent(Topics.INFERENCE_RESULTS))
        .extracting(ResultBatch::getReplayed)
        .containsExactly(true, false);
  }

  @Test
  void drainsWhatItHasWhenItIsStopped() throws Exception {
    set("SOURCE_FRAMES", "1000");
    set("SOURCE_FRAMES_PER_SECOND", "100");
    set("BATCH_RESULTS", "5");
    StoppingProducer producer = new StoppingProducer();

    try (AgentLife agent = EdgeAgent.open(config(), () -> producer)) {
      producer.onFirstResults = agent::requestStop;

      assertThat(agent.live()).isZero();
    }

    List<DeviceStatus> beats = sent(producer, Topics.DEVICE_STATUS);
    BootCounters last = beats.get(beats.size() - 1).getBoots().get(0);
    assertThat(last.getCaptured()).isBetween(5L, 999L);
    assertThat(last.getAcknowledged()).isEqualTo(last.getCaptured());
  }

  @Test
  void endsAtOnceWhenItIsStoppedBeforeItBegins() throws Exception {
    try (AgentLife agent = EdgeAgent.open(config(), producers)) {
      agent.requestStop();

      assertThat(agent.live()).isZero();
      assertThat(agent.finish().captured()).isZero();
    }
  }

  @Test
  void takesTurns() throws Exception {
    try (AgentLife agent = EdgeAgent.open(config(), producers)) {
      agent.prepare();
      assertThat(sent(Topics.DEVICE_STATUS)).isNotEmpty();
      assertThat(sent(Topics.INFERENCE_RESULTS)).isEmpty();

      agent.turn(0, 0, 70, Optional.empty());
      assertThat(sent(Topics.INFERENCE_RESULTS)).hasSize(2);
      assertThat(sent(Topics.ENERGY_SAMPLES)).hasSize(1);
      agent.turn(1, 0, 70, Optional.empty());
      SpoolCounters last = agent.finish();

      assertThat(last.acknowledged()).isEqualTo(140);
      assertThat(last.drained()).isTrue();
    }
    List<ResultBatch> batches = sent(Topics.INFERENCE_RESULTS);
    assertThat(batches).extracting(ResultBatch::getRound).containsExactly(0, 0, 1, 1);
    assertThat(batches.get(2).getResults().get(0).getFrameId()).isEqualTo("t10k-00000");
    assertThat(sent(Topics.ENERGY_SAMPLES))
        .extracting(EnergySample::getRound)
        .containsExactly(0, 1);
  }

  @Test
  void infersAtASteadyRateAndIdles() throws Exception {
    set("ENERGY_INTERVAL", "1s");
    try (AgentLife agent = EdgeAgent.open(config(), producers)) {
      agent.prepare();
      agent.block(0, 5, new SteadyLoad(50, Duration.ofMillis(2_100)), Optional.empty());
      agent.block(1, 0, new SteadyLoad(0, Duration.ofMillis(1_100)), Optional.empty());

      assertThat(agent.finish().drained()).isTrue();
    }
    List<EnergySample> busy = samples(0);
    List<EnergySample> idle = samples(1);
    // At 50 a second within 2.1 s: one at the start, and one every 20 ms.
    assertThat(busy.stream().mapToLong(EnergySample::getInferenceCount).sum()).isBetween(90L, 106L);
    assertThat(busy).hasSizeGreaterThanOrEqualTo(3);
    assertThat(nanos(busy)).isGreaterThanOrEqualTo(2_100_000_000L);
    assertThat(idle).extracting(EnergySample::getInferenceCount).containsOnly(0L);
    assertThat(nanos(idle)).isGreaterThanOrEqualTo(1_100_000_000L);
    assertThat(sent(Topics.INFERENCE_RESULTS).get(0).getResults().get(0).getFrameId())
        .isEqualTo("t10k-00005");
  }

  private List<EnergySample> samples(int round) {
    return this.<EnergySample>sent(Topics.ENERGY_SAMPLES).stream()
        .filter(sample -> sample.getRound() == round)
        .toList();
  }

  private static long nanos(List<EnergySample> samples) {
    return samples.stream().mapToLong(EnergySample::getDurationNanos).sum();
  }

  @Test
  void hasSeveralArmsTakeTurns() throws Exception {
    set("RUN_ID", "run-1");
    AgentConfig config = config();
    Map<String, AgentConfig> arms =
        Map.of(
            "a", arm("a", "inference.reported-as: one"),
            "b", arm("b", "inference: {reported-as: two, threshold-nats: 0.5}"));
    try (AgentLife agent =
        EdgeAgent.open(config, producers, Clock.systemUTC(), environment, Arms.of(arms))) {
      agent.prepare();
      agent.open(List.of("b", "a"));
      agent.turn(0, 0, 10, Optional.of("b"));
      agent.turn(0, 0, 10, Optional.of("a"));
      agent.open(List.of("b"));
      agent.turn(1, 10, 10, Optional.of("b"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> agent.turn(1, 10, 10, Optional.of("c")))
          .withMessageContaining("unknown arm 'c'");

      assertThat(agent.finish().acknowledged()).isEqualTo(30);
    }
    List<ResultBatch> batches = sent(Topics.INFERENCE_RESULTS);
    assertThat(batches).extracting(ResultBatch::getStrategy).containsExactly("two", "one", "two");
    assertThat(batches).extracting(ResultBatch::getRound).containsExactly(0, 0, 1);
    assertThat(batches)
        .extracting(ResultBatch::getConfigHash)
        .containsExactly(
            EffectiveConfig.of(arms.get("b")).hash(),
            EffectiveConfig.of(arms.get("a")).hash(),
            EffectiveConfig.of(arms.get("b")).hash());
    // Each turn's energy is its arm's, and no interval is left between two arms.
    assertThat(sent(Topics.ENERGY_SAMPLES))
        .extracting(EnergySample::getStrategy, EnergySample::getInferenceCount)
        .containsExactly(tuple("two", 10L), tuple("one", 10L), tuple("two", 10L));
  }

  private AgentConfig arm(String name, String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml);
    return ArmFiles.load(
            new ConfigLoader(new Machine(environment, "pi-1", folder)),
            Optional.empty(),
            List.of(file))
        .get(name);
  }

  @Test
  void doesNotEndATurnBeforeTheBrokerHasItsResults() throws Exception {
    HoldingProducer producer = new HoldingProducer();
    try (AgentLife agent = EdgeAgent.open(config(), () -> producer)) {
      agent.prepare();
      CompletableFuture<Void> turn = CompletableFuture.runAsync(() -> turn(agent));
      producer.holds.await();

      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> turn.get(200, TimeUnit.MILLISECONDS));
      producer.release();
      turn.get(10, TimeUnit.SECONDS);

      assertThat(agent.finish().acknowledged()).isEqualTo(10);
    }
  }

  private static void turn(AgentLife agent) {
    try {
      agent.turn(0, 0, 10, Optional.empty());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void doesNotCountAStartThatComesToNothing() throws Exception {
    set("SOURCE_FRAMES", "5");
    set("INFERENCE_BUNDLE", folder.toString());
    assertThatExceptionOfType(BundleException.class)
        .isThrownBy(() -> EdgeAgent.open(config(), producers))
        .withMessageContaining("has no file bundle.json");
    set("INFERENCE_BUNDLE", bundle().toString());

    live(config());

    assertThat(sent(Topics.INFERENCE_RESULTS).get(0).getBootNumber()).isEqualTo(1);
  }

  @Test
  void refusesToBeADeviceThatAlreadyRuns() throws Exception {
    try (AgentLife running = EdgeAgent.open(config(), producers)) {
      assertThatExceptionOfType(StateDirectoryInUseException.class)
          .isThrownBy(() -> EdgeAgent.open(config(), producers));
      running.requestStop();
      running.live();
    }
  }

  @Test
  void stopsAndFailsWhenThePublisherDies() throws Exception {
    set("SOURCE_FRAMES_PER_SECOND", "100");
    set("BATCH_RESULTS", "5");

    try (AgentLife agent = EdgeAgent.open(config(), UnlinkedProducer::new)) {
      assertThat(agent.live()).isEqualTo(1);
    }
  }

  @Test
  void doesNotWaitInATurnForAPublisherThatDied() throws Exception {
    set("SHUTDOWN_DRAIN_TIMEOUT", "1h");
    try (AgentLife agent = EdgeAgent.open(config(), UnlinkedProducer::new)) {
      agent.prepare();

      assertThatExceptionOfType(InterruptedException.class)
          .isThrownBy(() -> agent.turn(0, 0, 10, Optional.empty()));

      assertThat(agent.failed()).isTrue();
      assertThat(agent.exitCode(agent.finish())).isEqualTo(1);
    }
  }

  @Test
  void drainsAndFailsWhenSomethingIsWrongInTheMiddleOfItsLife() throws Exception {
    try (AgentLife opened = EdgeAgent.open(config(), producers);
        AgentLife agent =
            new AgentLife(
                config(), opened.health(), failing(config(), opened.parts()), Arms.NONE)) {
      assertThat(agent.live()).isEqualTo(1);
    }

    List<DeviceStatus> beats = sent(Topics.DEVICE_STATUS);
    assertThat(beats.get(beats.size() - 1).getState()).isEqualTo("stopped");
  }

  // Without an energy recorder its loop breaks on what is no configuration's mistake.
  private static AgentParts failing(AgentConfig config, AgentParts parts) {
    return new AgentParts(
        parts.sources(),
        parts.strategies(),
        parts.steering(),
        parts.state(),
        parts.spool(),
        parts.meter(),
        new InferenceLoop(
            TestRecords.IDENTITY,
            parts.steering().handover(),
            config.batch(),
            null,
            parts.spool(),
            parts.clock()),
        parts.report(),
        parts.heartbeats(),
        parts.publisher(),
        parts.clock());
  }

  @Test
  void saysHowManyResultsWereDropped() throws Exception {
    set("SOURCE_FRAMES", "20");
    set("BATCH_RESULTS", "5");
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(AgentLife.class);
    log.start();
    logger.addAppender(log);

    try (AgentLife agent = EdgeAgent.open(config(), RefusingProducer::new)) {
      assertThat(agent.live()).isZero();
    } finally {
      logger.detachAppender(log);
    }

    ILoggingEvent last = log.list.get(log.list.size() - 1);
    assertThat(last.getFormattedMessage()).isEqualTo("agent stopped, 20 results were dropped");
    assertThat(last.getLevel()).isEqualTo(Level.WARN);
  }

  @Test
  void takesFramesThatThereAreNotForWrongUsage() throws Exception {
    set("SOURCE_FIRST_FRAME", "999999");

    try (AgentLife agent = EdgeAgent.open(config(), producers)) {
      assertThatExceptionOfType(UsageException.class).isThrownBy(agent::live);
    }
  }

  private int live(AgentConfig config) throws IOException, InterruptedException {
    try (AgentLife agent = EdgeAgent.open(config, producers)) {
      return agent.live();
    }
  }

  private void set(String key, String value) {
    environment.put("CBNET_AGENT_" + key, value);
  }

  private AgentConfig config() throws URISyntaxException {
    environment.putIfAbsent("CBNET_AGENT_INFERENCE_BUNDLE", bundle().toString());
    environment.putIfAbsent("CBNET_AGENT_INFERENCE_STRATEGY", "edge-full");
    environment.putIfAbsent("CBNET_AGENT_HEALTH_PORT", "0");
    // Whatever the machine that runs the test may measure.
    environment.putIfAbsent("CBNET_AGENT_ENERGY_METER", "model");
    environment.putIfAbsent("CBNET_AGENT_STATE_DIRECTORY", folder.resolve("state").toString());
    return new ConfigLoader(new Machine(environment, "pi-1", folder)).load(Optional.empty());
  }

  private static Path bundle() throws URISyntaxException {
    return Path.of(EdgeAgentTest.class.getResource("linear-bundle/bundle.json").toURI())
        .getParent();
  }

  private <V extends SpecificRecord> List<V> sent(Topic<String, V> topic) {
    return sent(producers.current(), topic);
  }

  private static <V extends SpecificRecord> List<V> sent(
      MockProducer<String, byte[]> producer, Topic<String, V> topic) {
    List<V> values = new ArrayList<>();
    for (ProducerRecord<String, byte[]> record : producer.history()) {
      if (record.topic().equals(topic.name())) {
        values.add(topic.value().deserializer().deserialize(topic.name(), record.value()));
      }
    }
    return values;
  }

  /** Keeps results to itself until it is told to let them go. */
  private static final class HoldingProducer extends MockProducer<String, byte[]> {
    private final CountDownLatch holds = new CountDownLatch(1);
    private final List<Runnable> held = new ArrayList<>();
    private boolean released;

    private HoldingProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      if (released || !record.topic().equals(Topics.INFERENCE_RESULTS.name())) {
        return super.send(record, callback);
      }
      held.add(() -> callback.onCompletion(null, null));
      holds.countDown();
      return new CompletableFuture<>();
    }

    private synchronized void release() {
      released = true;
      held.forEach(Runnable::run);
    }
  }

  /** Takes no results, whatever they are. */
  private static final class RefusingProducer extends MockProducer<String, byte[]> {
    private RefusingProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      if (!record.topic().equals(Topics.INFERENCE_RESULTS.name())) {
        return super.send(record, callback);
      }
      callback.onCompletion(null, new RecordTooLargeException("too large"));
      return new CompletableFuture<>();
    }
  }

  /** Cannot compress results: its native library is not to be had. */
  private static final class UnlinkedProducer extends MockProducer<String, byte[]> {
    private UnlinkedProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      if (record.topic().equals(Topics.INFERENCE_RESULTS.name())) {
        throw new UnsatisfiedLinkError("libzstd-jni.so: failed to map segment");
      }
      return super.send(record, callback);
    }
  }

  /** Does something when the first results come along. */
  private static final class StoppingProducer extends MockProducer<String, byte[]> {
    private volatile Runnable onFirstResults = () -> {};

    private StoppingProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      if (record.topic().equals(Topics.INFERENCE_RESULTS.name())) {
        onFirstResults.run();
        onFirstResults = () -> {};
      }
      return super.send(record, callback);
    }
  }
}
