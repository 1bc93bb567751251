package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;
import static org.cbnet.cloud.TestRecords.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.test.TestRecord;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudTopologyTest {
  private final TestCloud cloud = new TestCloud();

  @AfterEach
  void everyLawHoldsAndNothingIsLeft() {
    assertThat(cloud.conservation().laws()).filteredOn(law -> !law.holds()).isEmpty();
    assertThat(cloud.conservation().doubleCounted()).isZero();
    assertThat(cloud.hasDeadLetters()).isFalse();
    cloud.close();
  }

  @Test
  void countsEachResultOfABatch() {
    cloud.send(
        batch("pi-1", 0, 0)
            .setResults(
                List.of(
                    result("a").build(),
                    result("b").setPredictedLabel(3).setExit("exit1").build(),
                    result("c").setTrueLabel(null).setBytesUp(100).setBytesDown(9).build(),
                    result("d").setFellBack(true).build(),
                    failure("e").build()))
            .build());

    Figures row = onlyRow(WindowSize.HOUR);
    assertThat(row.tally()).isEqualTo(new Figures.Tally(5, 0, 1, 3, 2, 1, 1));
    assertThat(row.exits()).containsOnly(Map.entry("final", 3L), Map.entry("exit1", 1L));
    assertThat(row.bytes().offloadUp()).isEqualTo(100);
    assertThat(row.bytes().down()).isEqualTo(9);
    assertThat(row.total().orElseThrow().count()).isEqualTo(4);
    assertThat(row.total().orElseThrow().meanMicros()).isEqualTo(100.0);
    assertThat(onlyRow(WindowSize.MINUTE).tally()).isEqualTo(row.tally());
  }

  @Test
  void countsTheBytesOfTheRecordOnce() {
    ResultBatch batch = batch("pi-1", 0, 50).build();
    int bytes = Topics.INFERENCE_RESULTS.value().serializer().serialize("any", batch).length;

    cloud.send(batch);

    assertThat(onlyRow(WindowSize.HOUR).bytes().telemetry()).isEqualTo(bytes);
  }

  @Test
  void countsARepeatedBatchOnce() {
    cloud.send(batch("pi-1", 0, 20).build());
    cloud.send(batch("pi-1", 0, 20).build());

    ConservationReport report = cloud.conservation();
    assertThat(report.results().accepted()).isEqualTo(20);
    assertThat(report.duplicates()).isEqualTo(20);
    assertThat(onlyRow(WindowSize.HOUR).tally().results()).isEqualTo(20);
  }

  @Test
  void countsOnlyWhatIsNewOfABatchThatOverlaps() {
    cloud.send(batch("pi-1", 0, 10).build());
    cloud.send(batch("pi-1", 20, 10).build());

    cloud.send(
        batch("pi-1", 5, 20)
            .setResults(
                java.util.stream.IntStream.range(5, 25)
                    .mapToObj(i -> result("f" + i).setPredictedLabel(i < 10 || i >= 20 ? 1 : 7))
                    .map(Result.Builder::build)
                    .toList())
            .build());

    ConservationReport report = cloud.conservation();
    assertThat(report.results().accepted()).isEqualTo(30);
    assertThat(report.duplicates()).isEqualTo(10);
    // The ten in the middle are the right ones; the repeats of the others would be wrong.
    assertThat(onlyRow(WindowSize.HOUR).tally().correct()).isEqualTo(30);
  }

  @Test
  void tellsBootsAndInstallationsApart() {
    cloud.send(batch("pi-1", 0, 10).build());
    cloud.send(batch("pi-1", 0, 10).setBootNumber(2).build());
    cloud.send(batch("pi-1", 0, 10).setInstallId("install-2").build());
    cloud.send(batch("pi-2", 0, 10).build());
    cloud.send(batch("pi-1", 0, 10).setBootNumber(2).build());

    assertThat(cloud.conservation().results().accepted()).isEqualTo(40);
    assertThat(cloud.conservation().duplicates()).isEqualTo(10);
  }

  @Test
  void refusesASequenceThatOpensTooManyGapsAndDoesNotCallItADuplicate() {
    for (int i = 0; i < 64; i++) {
      cloud.send(batch("pi-1", 10L * i, 2).build());
    }

    cloud.send(batch("pi-1", 10_000, 2).build());
    cloud.send(batch("pi-1", 2, 8).build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo("intervals");
    ConservationReport report = cloud.conservation();
    assertThat(report.refused()).isEqualTo(2);
    assertThat(report.duplicates()).isZero();
    assertThat(report.results().accepted()).isEqualTo(128 + 8);
  }

  @Test
  void closesTheGapOfResultsThatTheDeviceGaveUp() {
    for (int i = 0; i < 100; i++) {
      long first = 10L * i;
      cloud.send(
          batch("pi-1", first, 2)
              .setDroppedRanges(
                  i == 0 ? List.of() : List.of(new SequenceRange(first - 8, first - 1)))
              .build());
    }

    assertThat(cloud.conservation().results().accepted()).isEqualTo(200);
    assertThat(cloud.conservation().refused()).isZero();
  }

  @Test
  void sortsResultsIntoWindowsByTheirOwnTime() {
    List<Result> results = new ArrayList<>();
    for (int minute : new int[] {-1, 0, 0, 1}) {
      long micros = NOON.plus(Duration.ofMinutes(minute)).toEpochMilli() * 1000;
      results.add(result("at" + minute).setCaptureMicros(micros).build());
    }

    cloud.send(batch("pi-1", 0, 0).setResults(results).build(), NOON.plusSeconds(90));

    assertThat(cloud.windows())
        .filteredOn(row -> row.key.size() == WindowSize.MINUTE)
        .extracting(
            row -> row.key.startSeconds() - NOON.getEpochSecond(),
            row -> row.value.figures().tally().results())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(-60L, 1L),
            org.assertj.core.groups.Tuple.tuple(0L, 2L),
            org.assertj.core.groups.Tuple.tuple(60L, 1L));
    assertThat(cloud.windows())
        .filteredOn(row -> row.key.size() == WindowSize.HOUR)
        .extracting(row -> row.value.figures().tally().results())
        .containsExactly(1L, 3L);
  }

  @Test
  void countsWhatComesAfterTheReplayAgeAsLateAndInItsRunAllTheSame() {
    cloud.send(batch("pi-1", 0, 3).setRunId("run-1").build(), NOON.plus(Duration.ofDays(8)));
    cloud.send(batch("pi-1", 3, 4).setRunId("run-1").build(), NOON.plus(Duration.ofDays(6)));

    ConservationReport report = cloud.conservation();
    assertThat(report.late()).isEqualTo(3);
    assertThat(report.results().windowed()).isEqualTo(4);
    assertThat(report.results().runTotals()).isEqualTo(7);
  }

  @Test
  void keepsRoundsOfARunApart() {
    cloud.send(batch("pi-1", 0, 3).setRunId("run-1").setRound(0).build());
    cloud.send(batch("pi-1", 3, 4).setRunId("run-1").setRound(1).build());
    cloud.send(batch("pi-1", 7, 5).build());

    List<Long> results = new ArrayList<>();
    List<RoundKey> keys = new ArrayList<>();
    cloud.each(
        CloudStores.ROUNDS,
        row -> {
          keys.add(row.key);
          results.add(row.value.figures().tally().results());
        });
    assertThat(results).containsExactly(3L, 4L);
    assertThat(keys)
        .containsExactly(
            new RoundKey("run-1", "edge-full", "ab12", "cd34", 0, 0),
            new RoundKey("run-1", "edge-full", "ab12", "cd34", 1, 0));
  }

  @Test
  void addsEnergyOnceAndKeepsMeteredAndModelledApart() {
    cloud.send(energy("pi-1", 0).build());
    cloud.send(energy("pi-1", 0).build());
    cloud.send(energy("pi-1", 1).setGrossJoules(0.5).build());
    cloud.send(energy("pi-1", 2).setSource("hwmon:ina219").setGrossJoules(8).build());

    Figures row = onlyRow(WindowSize.HOUR);
    assertThat(row.energySamples()).isEqualTo(3);
    assertThat(row.modelled().get("model:rbp4b1.2-64").netJoules()).isEqualTo(1.5);
    assertThat(row.modelled().get("model:rbp4b1.2-64").inferences()).isEqualTo(20);
    assertThat(row.metered().get("hwmon:ina219").netJoules()).isEqualTo(7.0);
    assertThat(cloud.conservation().energy().duplicate()).isEqualTo(1);
  }

  @Test
  void addsEnergyToTheRowsThatItsOwnFieldsName() {
    cloud.send(batch("pi-1", 0, 5).setRunId("run-1").build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").setRound(2).setStrategy("cbnet").build());

    List<String> rows = new ArrayList<>();
    cloud.each(
        CloudStores.ROUNDS,
        row ->
            rows.add(
                "%s %d: %d results, %d samples"
                    .formatted(
                        row.key.strategy(),
                        row.key.round(),
                        row.value.figures().tally().results(),
                        row.value.figures().energySamples())));
    assertThat(rows)
        .containsExactly("cbnet 2: 0 results, 1 samples", "edge-full 0: 5 results, 0 samples");
  }

  @Test
  void comparesWhatWasAcknowledgedWithWhatCame() {
    cloud.send(batch("pi-1", 0, 20).build());
    cloud.send(status("pi-1", 15).build());
    cloud.send(status("pi-1", 20).build());

    assertThat(cloud.conservation().acknowledged()).isEqualTo(20);
    assertThat(cloud.conservation().received()).isEqualTo(20);
    assertThat(cloud.conservation().lost()).isZero();
  }

  @Test
  void remembersWhatOlderBootsWereAcknowledged() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(status("pi-1", 5).build());
    cloud.send(batch("pi-1", 0, 7).setBootNumber(2).build());
    cloud.send(
        status("pi-1", 0)
            .setBootNumber(2)
            .setBoots(List.of(org.cbnet.cloud.TestRecords.boot(2, 7)))
            .build());

    assertThat(cloud.conservation().acknowledged()).isEqualTo(12);
  }

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
    while (cloud.hasDeadLetters()) {
      cloud.deadLetter();
    }
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
    refused("sequence", batch -> batch.setDroppedRanges(List.of(new SequenceRange(5L, 4L))));
    refused("sequence", batch -> batch.setDroppedRanges(List.of(new SequenceRange(0L, 1L))));
    refused("number", batch -> batch.setRound(-1));
    refused("number", batch -> one(batch, result("a").setTotalNanos(-1L)));
    refused("number", batch -> one(batch, result("a").setBytesUp(-1)));
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
    refusedEnergy("sequence", sample -> sample.setSequence(-1));
    refusedEnergy("text", sample -> sample.setSource("a b"));
  }

  @Test
  void takesTheTombstoneOfAHeartbeat() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(status("pi-1", 5).build());

    cloud.send(Topics.DEVICE_STATUS, "pi-1", null, NOON);

    assertThat(cloud.read(CloudStores.DEVICES).get("pi-1").heartbeatBytes()).isEmpty();
    assertThat(cloud.conservation().acknowledged()).isEqualTo(5);
  }

  @Test
  void namesTheFirstOffsetThatIsNotCovered() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(batch("pi-2", 0, 5).build());
    cloud.send(status("pi-1", 5).build());

    assertThat(cloud.conservation().position())
        .containsOnly(
            Map.entry("cbnet.inference.results-0", 2L), Map.entry("cbnet.device.status-0", 1L));
  }

  private void refused(String reason, Consumer<ResultBatch.Builder> change) {
    ConservationReport before = cloud.conservation();
    ResultBatch.Builder batch = batch("pi-1", 0, 2);
    change.accept(batch);

    cloud.send(batch.build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo(reason);
    assertThat(cloud.conservation().refused() - before.refused())
        .isEqualTo(batch.getResults().size());
    assertThat(cloud.conservation().results().accepted()).isZero();
  }

  private void refusedEnergy(String reason, Consumer<EnergySample.Builder> change) {
    long before = cloud.conservation().energy().refused();
    EnergySample.Builder sample = energy("pi-1", 0);
    change.accept(sample);

    cloud.send(sample.build());

    assertThat(header(cloud.deadLetter(), DeadLetter.REASON)).isEqualTo(reason);
    assertThat(cloud.conservation().energy().refused()).isEqualTo(before + 1);
    assertThat(cloud.conservation().energy().accepted()).isZero();
  }

  private static void one(ResultBatch.Builder batch, Result.Builder result) {
    batch.setResults(List.of(result.build()));
  }

  private Figures onlyRow(WindowSize size) {
    var rows = cloud.windows().stream().filter(row -> row.key.size() == size).toList();
    assertThat(rows).hasSize(1);
    return rows.get(0).value.figures();
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
