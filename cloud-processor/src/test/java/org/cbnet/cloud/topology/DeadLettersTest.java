package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.boot;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;
import static org.cbnet.cloud.TestRecords.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.deadletter.DeadLetter;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.BootCounters;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.Test;

/** What can't be counted, and what is kept of it. */
class DeadLettersTest extends TopologyContract {
  private long boots;

  @Test
  void buriesWhatCannotBeDecodedAsItCame() {
    byte[] key = {(byte) 0xff, 0, 1};
    byte[] value = "{\"deviceId\":\"pi-1\"}".getBytes(StandardCharsets.UTF_8);

    cloud.sendRaw(Topics.INFERENCE_RESULTS, key, value, NOON);

    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    assertThat(letter.key()).isEqualTo(key);
    assertThat(letter.value()).isEqualTo(value);
    assertThat(header(letter, DeadLetter.REASON)).isEqualTo("not_single_object");
    assertThat(header(letter, DeadLetter.MESSAGE)).contains("7b 22");
    assertThat(header(letter, DeadLetter.TOPIC)).isEqualTo("cbnet.inference.results");
    assertThat(header(letter, DeadLetter.PARTITION)).isEqualTo("0");
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
    assertThat(cloud.conservation().records().undecodable()).isEqualTo(1);
  }

  @Test
  void buriesTheBeginningOfWhatIsTooLarge() {
    byte[] value = new byte[1_500_000];
    Arrays.fill(value, (byte) 5);

    cloud.sendRaw(Topics.ENERGY_SAMPLES, null, value, NOON);

    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    assertThat(letter.key()).isNull();
    assertThat(letter.value()).hasSize(64 * 1024).containsOnly((byte) 5);
    assertThat(header(letter, DeadLetter.REASON)).isEqualTo("oversized");
    assertThat(header(letter, DeadLetter.VALUE_BYTES)).isEqualTo("1500000");
    assertThat(header(letter, DeadLetter.VALUE_SHA256)).hasSize(64);
  }

  @Test
  void survivesDamagedBytes() {
    byte[] key = "pi-1".getBytes(StandardCharsets.UTF_8);
    byte[] good =
        Topics.INFERENCE_RESULTS
            .value()
            .serializer()
            .serialize("any", batch("pi-1", 0, 2).setRunId("run-1").build());
    for (int i = 0; i < good.length; i += 2) {
      byte[] damaged = good.clone();
      damaged[i] ^= (byte) 0x41;
      cloud.sendRaw(Topics.INFERENCE_RESULTS, key, damaged, NOON);
      cloud.sendRaw(Topics.ENERGY_SAMPLES, key, damaged, NOON);
      cloud.sendRaw(Topics.DEVICE_STATUS, key, damaged, NOON);
    }

    assertThat(cloud.conservation().records().received()).isEqualTo(3L * ((good.length + 1) / 2));
    drain();
  }

  @Test
  void refusesAKeyThatIsNotTheDevice() {
    cloud.send(Topics.INFERENCE_RESULTS, "pi-2", batch("pi-1", 0, 3).build(), NOON);
    cloud.send(Topics.ENERGY_SAMPLES, "pi-2", energy("pi-1", 0).build(), NOON);
    cloud.send(Topics.DEVICE_STATUS, "pi-2", status("pi-1", 0).build(), NOON);

    for (int i = 0; i < 3; i++) {
      assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo("key");
    }
    assertThat(cloud.conservation().refused()).isEqualTo(3);
    assertThat(cloud.conservation().energy().refused()).isEqualTo(1);
    assertThat(cloud.conservation().records().refused()).isEqualTo(3);
  }

  @Test
  void refusesBatchesThatBreakARule() {
    refused("batch_size", batch -> batch.setResults(List.of()));
    refused("batch_size", batch -> batch.setResults(batch("pi-1", 0, 10_001).getResults()));
    refused("text", batch -> batch.setSite("lab|b"));
    refused("text", batch -> batch.setStrategy("x".repeat(65)));
    refused("text", batch -> batch.setRunId(""));
    refused("text", batch -> one(batch, result("x".repeat(129))));
    refused("sequence", batch -> batch.setFirstSequence(-1));
    refused("sequence", batch -> batch.setBootNumber(-1));
    refused("sequence", batch -> batch.setDroppedRanges(List.of(new SequenceRange(null, 5L, 4L))));
    refused("sequence", batch -> batch.setDroppedRanges(List.of(new SequenceRange(null, 0L, 1L))));
    refused("number", batch -> batch.setRound(-1));
    refused("number", batch -> batch.setRunId("run-1").setPairedArms(1));
    refused("number", batch -> batch.setRunId("run-1").setPairedArms(17));
    refused("number", batch -> one(batch, result("a").setTotalNanos(-1L)));
    refused("number", batch -> one(batch, result("a").setBytesUp(-1)));
    refused("number", batch -> batch.setSentMonotonicNanos(Long.MIN_VALUE));
    refused("number", batch -> batch.setSentWallMicros(Long.MAX_VALUE));
    refused("number", batch -> one(batch, result("a").setCaptureMonotonicNanos(Long.MAX_VALUE)));
    refused("number", batch -> one(batch, result("a").setCaptureMicros(Long.MIN_VALUE)));
    refused("class_index", batch -> one(batch, result("a").setPredictedLabel(1000)));
    refused("class_index", batch -> one(batch, result("a").setTrueLabel(-1)));
    refused("outcome", batch -> one(batch, result("a").setOutcome("skipped")));
    refused("outcome", batch -> one(batch, result("a").setPredictedLabel(null)));
    refused("outcome", batch -> one(batch, failure("a").setPredictedLabel(1)));
  }

  @Test
  void refusesEnergyThatBreaksARule() {
    refusedEnergy("number", sample -> sample.setGrossJoules(Double.NaN));
    refusedEnergy("number", sample -> sample.setIdleJoules(Double.POSITIVE_INFINITY));
    refusedEnergy("number", sample -> sample.setInferenceCount(-1));
    refusedEnergy("number", sample -> sample.setStartMonotonicNanos(Long.MIN_VALUE));
    refusedEnergy("sequence", sample -> sample.setSequence(-1));
    refusedEnergy("text", sample -> sample.setSource("a b"));
  }

  @Test
  void refusesHeartbeatsThatCouldNotBeReadBack() {
    String text = "x".repeat(1_048_000);
    refusedStatus("size", status -> status.setBundleReason(text));
    refusedStatus("size", status -> status.setOsBootId(text));
    refusedStatus("text", status -> status.setBundleReason("x".repeat(4_097)));
    refusedStatus("text", status -> status.setBundleState("x".repeat(257)));
    refusedStatus("text", status -> status.setDesiredTag("x".repeat(257)));
    refusedStatus("text", status -> status.setOsBootId("x".repeat(257)));
    refusedStatus("text", status -> status.setJavaVersion("x".repeat(257)));

    cloud.send(status("pi-1", 0).setBundleReason("x".repeat(4_096)).build());
    assertThat(cloud.read(CloudStores.HEARTBEATS).get("pi-1")).isNotNull();
  }

  @Test
  void whoSentWhatIsRefusedFitsIntoAChangelogWhateverTheRecordSays() {
    for (int i = 0; i < 8; i++) {
      String text = i + "x".repeat(500_000);
      refused("text", batch -> batch.setOsBootId(text));
      refusedEnergy("text", sample -> sample.setSentOsBootId(text));
    }

    cloud.each(
        CloudStores.INSTALLS,
        row ->
            assertThat(CloudStores.INSTALLS.value().serializer().serialize("any", row.value))
                .hasSizeLessThan(10_000));
  }

  @Test
  void buriesATombstoneOfWhatIsNoDevice() {
    byte[] key = new byte[2_000_000];
    Arrays.fill(key, (byte) 'a');

    cloud.sendRaw(Topics.DEVICE_STATUS, key, null, NOON);
    cloud.sendRaw(Topics.DEVICE_STATUS, "pi-1".getBytes(StandardCharsets.UTF_8), null, NOON);

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo("empty");
    assertThat(cloud.conservation().records().undecodable()).isOne();
    assertThat(cloud.conservation().records().decoded()).isOne();
  }

  @Test
  void keepsTheNewestOfMoreBootsThanItLists() {
    List<BootCounters> boots =
        LongStream.rangeClosed(1, 100).mapToObj(number -> boot(number, 0)).toList();

    cloud.send(status("pi-1", 0).setBootNumber(100).setBoots(boots).build());

    assertThat(cloud.conservation().records().refused()).isZero();
    assertThat(cloud.read(CloudStores.HEARTBEATS).get("pi-1")).isNotNull();
  }

  @Test
  void aLetterFitsWhateverHeadersTheRecordHas() {
    RecordHeaders headers = new RecordHeaders();
    for (int i = 0; i < 200_000; i++) {
      headers.add("", new byte[0]);
    }

    cloud.sendRaw(Topics.ENERGY_SAMPLES, new byte[1], new byte[1], headers);

    assertThat(cloud.deadLetter().headers().toArray())
        .hasSizeLessThan(DeadLetter.MAX_HEADERS + 16)
        .hasSizeGreaterThanOrEqualTo(DeadLetter.MAX_HEADERS);
  }

  @Test
  void countsWhatWasAppendedIn1970() {
    cloud.send(
        batch("pi-1", 0, 2).setClockSynced(false).setSentMonotonicNanos(1L << 59).build(),
        Instant.ofEpochMilli(5));

    assertThat(cloud.conservation().results().accepted()).isEqualTo(2);
  }

  @Test
  void aDeviceCannotSayWhereItsLetterCameFrom() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(DeadLetter.OFFSET, "77".getBytes(StandardCharsets.UTF_8));
    headers.add("cbnet-auth", new byte[] {1});

    cloud.sendRaw(Topics.ENERGY_SAMPLES, new byte[1], new byte[1], headers);

    TestRecord<byte[], byte[]> letter = cloud.deadLetter();
    assertThat(header(letter, DeadLetter.OFFSET)).isEqualTo("0");
    assertThat(letter.headers().lastHeader("cbnet-auth").value()).containsExactly(1);
  }

  @Test
  void countsOnlyWhatADeviceHasTooManyOf() {
    byte[] garbage = {1, 2, 3};
    byte[] one = "pi-1".getBytes(StandardCharsets.UTF_8);
    byte[] other = "pi-2".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 150; i++) {
      cloud.sendRaw(Topics.INFERENCE_RESULTS, one, garbage, NOON);
    }
    cloud.sendRaw(Topics.INFERENCE_RESULTS, other, garbage, NOON);
    cloud.sendRaw(Topics.ENERGY_SAMPLES, one, garbage, NOON);
    cloud.sendRaw(Topics.INFERENCE_RESULTS, one, garbage, NOON.plusSeconds(25));
    cloud.sendRaw(Topics.INFERENCE_RESULTS, one, garbage, NOON.plusSeconds(25));
    cloud.sendRaw(Topics.INFERENCE_RESULTS, one, garbage, NOON.plusSeconds(25));

    // 100 at once, 2 of others, and 2 of the 3 that 25 s give again.
    assertThat(drain()).isEqualTo(104);
    assertThat(cloud.conservation().deadLetters().buried()).isEqualTo(104);
    assertThat(cloud.conservation().deadLetters().suppressed()).isEqualTo(51);
    assertThat(cloud.conservation().records().undecodable()).isEqualTo(155);
  }

  @Test
  void keysThatAreNoDeviceShareOneLimitWhichIsForgottenAfterADay() {
    for (int i = 0; i < 150; i++) {
      cloud.sendRaw(Topics.ENERGY_SAMPLES, new byte[] {(byte) 0xff, (byte) i}, new byte[1], NOON);
    }
    assertThat(drain()).isEqualTo(100);
    assertThat(rows()).isOne();

    cloud.send(batch("pi-1", 0, 1).build(), NOON.plus(Duration.ofDays(2)));
    cloud.advanceWallClock(Duration.ofMinutes(6));

    assertThat(rows()).isZero();
  }

  private int rows() {
    AtomicInteger rows = new AtomicInteger();
    cloud.each(CloudStores.LETTER_LIMITS, any -> rows.incrementAndGet());
    return rows.get();
  }

  private int drain() {
    int letters = 0;
    while (cloud.hasDeadLetters()) {
      cloud.deadLetter();
      letters++;
    }
    return letters;
  }

  private void refusedStatus(String reason, Consumer<DeviceStatus.Builder> change) {
    DeviceStatus.Builder status = status("pi-1", 0);
    change.accept(status);

    cloud.send(status.build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo(reason);
  }

  private void refused(String reason, Consumer<ResultBatch.Builder> change) {
    ConservationReport before = cloud.conservation();
    // A boot of its own: what is refused is remembered, and would be a duplicate.
    ResultBatch.Builder batch = batch("pi-1", 0, 2).setBootNumber(++boots);
    change.accept(batch);

    cloud.send(batch.build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo(reason);
    assertThat(cloud.conservation().refused() - before.refused())
        .isEqualTo(batch.getResults().size());
    assertThat(cloud.conservation().results().accepted()).isZero();
  }

  private void refusedEnergy(String reason, Consumer<EnergySample.Builder> change) {
    long before = cloud.conservation().energy().refused();
    EnergySample.Builder sample = energy("pi-1", 0).setBootNumber(++boots);
    change.accept(sample);

    cloud.send(sample.build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo(reason);
    assertThat(cloud.conservation().energy().refused()).isEqualTo(before + 1);
    assertThat(cloud.conservation().energy().accepted()).isZero();
  }

  private static void one(ResultBatch.Builder batch, Result.Builder result) {
    batch.setResults(List.of(result.build()));
  }
}
