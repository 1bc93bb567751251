package org.cbnet.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.monitoring.Refusals;
import org.cbnet.cloud.pairing.PairingTopics;
import org.cbnet.cloud.query.ConservationQueries;
import org.cbnet.cloud.query.Copies;
import org.cbnet.cloud.query.LocalParts;
import org.cbnet.cloud.query.Peers;
import org.cbnet.cloud.query.Snapshots;
import org.cbnet.cloud.state.RunDeletion;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.store.Store;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.CloudTopology;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.WindowStats;

/** The real topology without a broker, fed and read through the product's own topics and stores. */
public final class TestCloud implements AutoCloseable {
  private final SnapshotGate gate = new SnapshotGate();
  private final Path stateDirectory;
  private final TopologyTestDriver driver;
  private final TestOutputTopic<byte[], byte[]> deadLetters;
  private final LocalParts local = new LocalParts(gate);
  private final Snapshots snapshots = new Snapshots(1, local, Peers.NONE);

  public TestCloud() {
    this(20_000);
  }

  /**
   * @param keptRows 0 has all rows read anew from the disk after each record, as after a restart
   */
  public TestCloud(int keptRows) {
    stateDirectory = newDirectory();
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    EventTime eventTime = new EventTime(Duration.ofDays(7));
    driver =
        new TopologyTestDriver(
            new CloudTopology(eventTime, gate, keptRows, Duration.ofSeconds(1), new Refusals())
                .get(),
            config,
            TestRecords.NOON);
    Deserializer<byte[]> bytes = Topics.DEAD_LETTERS.value().deserializer();
    deadLetters = driver.createOutputTopic(Topics.DEAD_LETTERS.name(), bytes, bytes);
  }

  public void send(ResultBatch batch) {
    send(batch, TestRecords.NOON);
  }

  public void send(ResultBatch batch, Instant appended) {
    send(Topics.INFERENCE_RESULTS, batch.getDeviceId(), batch, appended);
  }

  public void send(EnergySample sample) {
    send(sample, TestRecords.NOON);
  }

  public void send(EnergySample sample, Instant appended) {
    send(Topics.ENERGY_SAMPLES, sample.getDeviceId(), sample, appended);
  }

  public void send(DeviceStatus status) {
    send(Topics.DEVICE_STATUS, status.getDeviceId(), status, TestRecords.NOON);
  }

  public <V extends SpecificRecord> void send(
      Topic<String, V> topic, String key, V value, Instant appended) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
    sendRaw(topic, new StringSerializer().serialize(topic.name(), key), bytes, appended);
  }

  public void delete(String runId, Instant appended) {
    send(
        PairingTopics.DELETIONS,
        runId,
        new RunDeletion(StateFormat.VERSION, runId, "test"),
        appended);
  }

  /** Lets the wall clock move on; what the append time of records is stays theirs. */
  public void advanceWallClock(Duration time) {
    driver.advanceWallClockTime(time);
  }

  public void sendRaw(Topic<?, ?> topic, byte[] key, byte[] value, Instant appended) {
    Serializer<byte[]> bytes = Topics.DEAD_LETTERS.value().serializer();
    TestInputTopic<byte[], byte[]> input = driver.createInputTopic(topic.name(), bytes, bytes);
    input.pipeInput(key, value, appended);
  }

  public void sendRaw(Topic<?, ?> topic, byte[] key, byte[] value, Headers headers) {
    Serializer<byte[]> bytes = Topics.DEAD_LETTERS.value().serializer();
    TestInputTopic<byte[], byte[]> input = driver.createInputTopic(topic.name(), bytes, bytes);
    input.pipeInput(new TestRecord<>(key, value, headers, TestRecords.NOON));
  }

  /** Has a dead letter judged anew, as if the cloud had learned to read this value of it. */
  public <V extends SpecificRecord> void replay(
      TestRecord<byte[], byte[]> letter, Topic<?, V> topic, V mended, Instant appended) {
    Serializer<byte[]> bytes = Topics.DEAD_LETTERS.value().serializer();
    byte[] value = topic.value().serializer().serialize(topic.name(), mended);
    driver
        .createInputTopic(Topics.DEAD_LETTER_REPLAYS.name(), bytes, bytes)
        .pipeInput(new TestRecord<>(letter.key(), value, letter.headers(), appended));
  }

  public TestRecord<byte[], byte[]> deadLetter() {
    return deadLetters.readRecord();
  }

  public boolean hasDeadLetters() {
    return !deadLetters.isEmpty();
  }

  public LocalParts local() {
    return local;
  }

  /** Makes it what another instance has of it: a copy, read as of its last commit. */
  public void becomeACopy() {
    gate.stores().ended(0);
    CloudStores.ALL.forEach(store -> gate.stores().behind(0, store.name(), 0));
    PairingStores.KEPT_ROWS.keySet().forEach(store -> gate.stores().behind(0, store.name(), 0));
  }

  /** Rows of windows that were sent out since they were last asked for, in order. */
  public List<WindowStats> sentWindows() {
    return driver
        .createOutputTopic(
            Topics.STATS_WINDOWS.name(),
            Topics.STATS_WINDOWS.key().deserializer(),
            Topics.STATS_WINDOWS.value().deserializer())
        .readValuesToList();
  }

  /** Outcomes of paired frames that were emitted since they were last asked for, in order. */
  public List<TestRecord<byte[], byte[]>> emittedOutcomes() {
    Deserializer<byte[]> bytes = Topics.DEAD_LETTERS.value().deserializer();
    return driver
        .createOutputTopic(PairingTopics.OUTCOMES.name(), bytes, bytes)
        .readRecordsToList();
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  public ConservationReport conservation() {
    return new ConservationQueries(snapshots, Duration.ZERO).report(Copies.ALLOWED);
  }

  public List<KeyValue<WindowKey, Aggregate>> windows() {
    List<KeyValue<WindowKey, Aggregate>> rows = new ArrayList<>();
    each(CloudStores.WINDOWS, rows::add);
    return rows;
  }

  public <K, V> void each(Store<K, V> store, Consumer<KeyValue<K, V>> sink) {
    try (var entries = read(store).all()) {
      entries.forEachRemaining(sink);
    }
  }

  public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store) {
    return driver.getKeyValueStore(store.name());
  }

  @Override
  public void close() {
    driver.close();
    try (Stream<Path> files = Files.walk(stateDirectory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newDirectory() {
    try {
      return Files.createTempDirectory("test-cloud");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
