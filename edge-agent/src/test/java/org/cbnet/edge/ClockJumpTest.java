package org.cbnet.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.edge.clock.JumpingClock;
import org.cbnet.edge.config.AgentConfig;
import org.cbnet.edge.config.ConfigLoader;
import org.cbnet.edge.config.Machine;
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

/**
 * The whole agent while somebody sets the wall clock: to 1970, a fortnight back, a fortnight on.
 */
@Timeout(60)
class ClockJumpTest {
  private static final int FRAMES = 400;

  @TempDir private Path folder;

  private final JumpingClock wall = new JumpingClock();
  private final List<JumpingProducer> producers = new CopyOnWriteArrayList<>();
  private final Queue<Runnable> jumps =
      new ArrayDeque<>(
          List.of(
              () -> wall.setOff(Duration.ofDays(-14)),
              () -> wall.setOff(Duration.ofDays(14)),
              () -> wall.set(Instant.EPOCH),
              () -> wall.setOff(Duration.ZERO)));

  @Test
  void countsEveryResultOnceAndInOrderWhateverTheWallClockDoes() throws Exception {
    wall.set(Instant.EPOCH);

    live();

    List<ResultBatch> batches = sent(Topics.INFERENCE_RESULTS);
    TreeMap<Long, Result> bySequence = new TreeMap<>();
    for (ResultBatch batch : batches) {
      long sequence = batch.getFirstSequence();
      for (Result result : batch.getResults()) {
        bySequence.merge(sequence++, result, ClockJumpTest::same);
      }
    }
    assertThat(jumps).as("jumps that did not come to pass").isEmpty();
    assertThat(bySequence.keySet()).hasSize(FRAMES).startsWith(0L).endsWith(FRAMES - 1L);
    assertThat(bySequence.values())
        .extracting(Result::getCaptureMonotonicNanos)
        .as("order of the sequence is order of events")
        .isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(bySequence.values())
        .extracting(Result::getCaptureMicros)
        .as("the wall clock did jump")
        .isNotEqualTo(bySequence.values().stream().map(Result::getCaptureMicros).sorted().toList())
        .allMatch(micros -> micros >= 0);
    assertThat(batches).allMatch(batch -> batch.getSentMonotonicNanos() > 0);
    BootCounters last = lastStatus().getBoots().get(0);
    assertThat(last.getAcknowledged()).isEqualTo(FRAMES);
    assertThat(last.getDropped()).isZero();
  }

  @Test
  void measuresIntervalsByTheMonotonicClock() throws Exception {
    live();

    Map<Long, EnergySample> samples = new TreeMap<>();
    sent(Topics.ENERGY_SAMPLES).forEach(sample -> samples.put(sample.getSequence(), sample));
    long end = 0;
    for (EnergySample sample : samples.values()) {
      assertThat(sample.getDurationNanos()).isBetween(0L, Duration.ofMinutes(1).toNanos());
      assertThat(sample.getGrossJoules()).isNotNegative();
      assertThat(sample.getIdleJoules()).isNotNegative();
      assertThat(sample.getStartMonotonicNanos()).isGreaterThanOrEqualTo(end);
      end = sample.getStartMonotonicNanos() + sample.getDurationNanos();
    }
    assertThat(samples.values().stream().mapToLong(EnergySample::getInferenceCount).sum())
        .isEqualTo(FRAMES);
    assertThat(samples.keySet()).startsWith(0L).endsWith(samples.size() - 1L);
  }

  @Test
  void isTheSameInstallationInANextBootOfAnEarlierYear() throws Exception {
    live();
    DeviceStatus first = lastStatus();
    producers.clear();
    wall.setOff(Duration.ofDays(-14));

    live();

    DeviceStatus second = lastStatus();
    assertThat(second.getInstallId()).isEqualTo(first.getInstallId());
    assertThat(second.getBootNumber()).isEqualTo(first.getBootNumber() + 1);
    assertThat(second.getSentWallMicros()).isLessThan(first.getSentWallMicros());
    assertThat(second.getBoots().get(0).getAcknowledged()).isEqualTo(FRAMES);
  }

  private void live() throws Exception {
    try (AgentLife agent = EdgeAgent.open(config(), this::producer, wall, Map.of())) {
      assertThat(agent.live()).isZero();
    }
  }

  private AgentConfig config() throws Exception {
    Path bundle = Path.of(ClockJumpTest.class.getResource("linear-bundle/bundle.json").toURI());
    return new ConfigLoader(
            new Machine(
                Map.of(
                    "CBNET_AGENT_INFERENCE_BUNDLE", bundle.getParent().toString(),
                    "CBNET_AGENT_INFERENCE_STRATEGY", "edge-full",
                    "CBNET_AGENT_STATE_DIRECTORY", folder.resolve("state").toString(),
                    "CBNET_AGENT_SOURCE_FRAMES", Integer.toString(FRAMES),
                    "CBNET_AGENT_SOURCE_FRAMES_PER_SECOND", "400",
                    "CBNET_AGENT_BATCH_RESULTS", "5",
                    "CBNET_AGENT_HEALTH_PORT", "0",
                    "CBNET_AGENT_ENERGY_INTERVAL", "100ms"),
                "pi-1",
                folder))
        .load(Optional.empty());
  }

  private JumpingProducer producer() {
    JumpingProducer producer = new JumpingProducer();
    producers.add(producer);
    return producer;
  }

  private DeviceStatus lastStatus() {
    List<DeviceStatus> beats = sent(Topics.DEVICE_STATUS);
    return beats.get(beats.size() - 1);
  }

  private <V extends SpecificRecord> List<V> sent(Topic<String, V> topic) {
    List<V> values = new ArrayList<>();
    for (JumpingProducer producer : producers) {
      for (ProducerRecord<String, byte[]> record : producer.history()) {
        if (record.topic().equals(topic.name())) {
          values.add(topic.value().deserializer().deserialize(topic.name(), record.value()));
        }
      }
    }
    return values;
  }

  // A batch may be sent twice; then it is the same batch.
  private static Result same(Result one, Result other) {
    assertThat(other).isEqualTo(one);
    return one;
  }

  /** Sets the clock at its third batch of results. */
  private final class JumpingProducer extends MockProducer<String, byte[]> {
    private int batches;

    private JumpingProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      if (record.topic().equals(Topics.INFERENCE_RESULTS.name()) && ++batches == 3) {
        Runnable jump = jumps.poll();
        if (jump != null) {
          jump.run();
        }
      }
      return super.send(record, callback);
    }
  }
}
