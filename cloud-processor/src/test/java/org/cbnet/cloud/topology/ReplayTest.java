package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.junit.jupiter.api.Test;

/**
 * Dead letters that are counted after all. What the cloud learns to read or to accept meanwhile is
 * played by a letter whose value is mended: it has the headers of the bad record.
 */
class ReplayTest extends TopologyContract {
  private static final byte[] PI_1 = "pi-1".getBytes(StandardCharsets.UTF_8);

  @Test
  void countsWhatCouldNotBeDecodedAtTheTimeThatItCame() {
    cloud.sendRaw(Topics.INFERENCE_RESULTS, PI_1, new byte[] {1}, NOON);
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    cloud.send(batch("pi-2", 0, 1).build(), NOON.plus(Duration.ofDays(8)));

    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 3).setRunId("run-1").build());

    ConservationReport report = cloud.conservation();
    assertThat(report.records().received()).isEqualTo(2);
    assertThat(report.records().decoded()).isEqualTo(2);
    assertThat(report.records().undecodable()).isZero();
    assertThat(report.deadLetters().replayed()).isOne();
    assertThat(report.results().accepted()).isEqualTo(4);
    assertThat(report.results().runTotals()).isEqualTo(3);
    // By then it was too old; when it came it was not, and its window is that of its capture.
    assertThat(report.late()).isOne();
    assertThat(cloud.windows())
        .filteredOn(row -> row.key.size() == WindowSize.HOUR)
        .singleElement()
        .satisfies(row -> assertThat(row.key.startSeconds()).isEqualTo(NOON.getEpochSecond()));
  }

  @Test
  void aSecondReplayChangesNothing() {
    cloud.send(batch("pi-1", 0, 4).setSite("no site").build());
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 4).build());
    ConservationReport once = cloud.conservation();

    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 4).build());

    ConservationReport twice = cloud.conservation();
    assertThat(once.deadLetters().replayed()).isOne();
    assertThat(twice.deadLetters().replayed()).isOne();
    assertThat(twice.deadLetters().withoutEffect()).isOne();
    assertThat(twice.results()).isEqualTo(once.results());
    assertThat(twice.records()).isEqualTo(once.records());
  }

  @Test
  void takesExactlyTheRefusedNumbersOutOfTheLedger() {
    cloud.send(batch("pi-1", 0, 10).setSite("no site").build());
    TestRecord<byte[], byte[]> first = cloud.deadLetter();
    cloud.send(batch("pi-1", 10, 10).build());
    cloud.send(batch("pi-1", 5, 20).setSite("no site").build());
    TestRecord<byte[], byte[]> second = cloud.deadLetter();

    replay(second, Topics.INFERENCE_RESULTS, batch("pi-1", 5, 20).build());
    ConservationReport half = cloud.conservation();
    replay(first, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 10).build());

    // Of the second letter 5..9 were refused with the first, 10..19 accepted, 20..24 refused here.
    assertThat(half.results().accepted()).isEqualTo(20);
    assertThat(half.refused()).isEqualTo(5);
    ConservationReport report = cloud.conservation();
    assertThat(report.results().accepted()).isEqualTo(25);
    assertThat(report.results().duplicate()).isEqualTo(15);
    assertThat(report.refused()).isZero();
    assertThat(report.records().refused()).isZero();
    assertThat(report.results().windowed()).isEqualTo(25);
  }

  @Test
  void whatLeftNoTraceIsCountedOrADuplicate() {
    cloud.send(Topics.INFERENCE_RESULTS, "pi-1", batch("pi-2", 0, 6).build(), NOON);
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    cloud.send(batch("pi-1", 4, 3).build());

    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 6).build());

    ConservationReport report = cloud.conservation();
    assertThat(report.results().accepted()).isEqualTo(7);
    assertThat(report.results().duplicate()).isEqualTo(2);
    assertThat(report.refused()).isZero();
  }

  @Test
  void whatIsStillNotRightStaysRefused() {
    cloud.send(batch("pi-1", 0, 2).setSite("no site").build());
    cloud.sendRaw(Topics.INFERENCE_RESULTS, PI_1, new byte[] {1}, NOON);
    TestRecord<byte[], byte[]> refused = cloud.deadLetter();
    TestRecord<byte[], byte[]> undecodable = cloud.deadLetter();
    ConservationReport before = cloud.conservation();

    cloud.sendRaw(Topics.DEAD_LETTER_REPLAYS, refused.key(), refused.value(), refused.headers());
    cloud.sendRaw(
        Topics.DEAD_LETTER_REPLAYS, undecodable.key(), undecodable.value(), undecodable.headers());

    ConservationReport after = cloud.conservation();
    assertThat(after.records()).isEqualTo(before.records());
    assertThat(after.results()).isEqualTo(before.results());
    assertThat(after.deadLetters().withoutEffect()).isEqualTo(2);
  }

  @Test
  void aRecordCanBecomeDecodableFirstAndRightLater() {
    cloud.sendRaw(Topics.INFERENCE_RESULTS, PI_1, new byte[] {1}, NOON);
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();

    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 2).setSite("no site").build());
    ConservationReport decoded = cloud.conservation();
    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 2).build());

    assertThat(decoded.records().undecodable()).isZero();
    assertThat(decoded.records().refused()).isOne();
    assertThat(decoded.refused()).isEqualTo(2);
    assertThat(decoded.laws()).allMatch(ConservationReport.Law::holds);
    assertThat(cloud.conservation().results().accepted()).isEqualTo(2);
    assertThat(cloud.conservation().deadLetters().replayed()).isOne();
  }

  @Test
  void countsEnergyAndHeartbeatsToo() {
    cloud.send(energy("pi-1", 0).setInferenceCount(-1).build());
    cloud.send(Topics.ENERGY_SAMPLES, "pi-2", energy("pi-1", 1).build(), NOON);
    cloud.send(status("pi-1", 0).setJavaVersion("x".repeat(300)).build());

    replay(cloud.deadLetter(), Topics.ENERGY_SAMPLES, energy("pi-1", 0).build());
    TestRecord<byte[], byte[]> foreign = cloud.deadLetter();
    replay(
        new TestRecord<>(PI_1, foreign.value(), foreign.headers()),
        Topics.ENERGY_SAMPLES,
        energy("pi-1", 1).build());
    replay(cloud.deadLetter(), Topics.DEVICE_STATUS, status("pi-1", 0).build());

    assertThat(cloud.conservation().energy().accepted()).isEqualTo(2);
    assertThat(cloud.conservation().energy().refused()).isZero();
    assertThat(cloud.conservation().records().refused()).isZero();
    assertThat(cloud.read(CloudStores.HEARTBEATS).get("pi-1")).isNotNull();
  }

  @Test
  void aLetterThatWasCutIsNotCounted() {
    cloud.sendRaw(Topics.INFERENCE_RESULTS, PI_1, new byte[100_000], NOON);
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();

    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 2).build());

    assertThat(cloud.conservation().results().accepted()).isZero();
    assertThat(cloud.conservation().deadLetters().withoutEffect()).isOne();
  }

  @Test
  void whatIsNoLetterIsNotCounted() {
    cloud.send(batch("pi-1", 0, 2).setSite("no site").build());
    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    letter.headers().remove(DeadLetter.PARTITION);
    letter.headers().add(DeadLetter.PARTITION, "3".getBytes(StandardCharsets.UTF_8));

    replay(letter, Topics.INFERENCE_RESULTS, batch("pi-1", 0, 2).build());
    cloud.sendRaw(Topics.DEAD_LETTER_REPLAYS, null, null, NOON);

    assertThat(cloud.conservation().results().accepted()).isZero();
    assertThat(cloud.conservation().deadLetters().withoutEffect()).isEqualTo(2);
  }

  private <V extends SpecificRecord> void replay(
      TestRecord<byte[], byte[]> letter, Topic<?, V> topic, V mended) {
    cloud.replay(letter, topic, mended, NOON);
  }
}
