package org.cbnet.cloud.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.boot;
import static org.cbnet.cloud.TestRecords.energy;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;
import static org.cbnet.cloud.TestRecords.status;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cbnet.cloud.conservation.ConservationReport;
import org.cbnet.cloud.stats.Figures;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

/** What is counted, and where. */
class CountingTest extends TopologyContract {

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
  void countsResultsThatAskedAtAnyCut() {
    cloud.send(
        batch("pi-1", 0, 0)
            .setResults(
                List.of(
                    result("a").setCut("input").build(),
                    result("b").setCut("1:features").build(),
                    result("c").setCut("13:/body/Conv_output_0+/body/Relu").build()))
            .build());

    assertThat(onlyRow(WindowSize.HOUR).tally().results()).isEqualTo(3);
  }

  @Test
  void countsTheBytesOfTheRecordOnce() {
    ResultBatch batch = batch("pi-1", 0, 50).build();
    int bytes = Topics.INFERENCE_RESULTS.value().serializer().serialize("any", batch).length;

    cloud.send(batch);

    assertThat(onlyRow(WindowSize.HOUR).bytes().telemetry()).isEqualTo(bytes);
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
        .containsExactly(tuple(-60L, 1L), tuple(0L, 2L), tuple(60L, 1L));
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
            new RoundKey("run-1", "edge-full", "ab12", "cd34", "rbp4b1.2-64", "", "", 0, 0),
            new RoundKey("run-1", "edge-full", "ab12", "cd34", "rbp4b1.2-64", "", "", 1, 0));
  }

  @Test
  void keepsBoardsLinksAndDataSetsOfARunApart() {
    cloud.send(batch("pi-1", 0, 1).setRunId("run-1").setBoard("rbp3b+1.3").build());
    cloud.send(batch("pi-1", 1, 1).setRunId("run-1").setLinkProfile("lte").build());
    cloud.send(batch("pi-1", 2, 1).setRunId("run-1").setDataset("kmnist").build());
    cloud.send(energy("pi-1", 0).setRunId("run-1").setLinkProfile("lte").build());

    List<String> rows = new ArrayList<>();
    cloud.each(
        CloudStores.ROUNDS,
        row ->
            rows.add(
                "%s,%s,%s: %d, %d"
                    .formatted(
                        row.key.board(),
                        row.key.dataset(),
                        row.key.linkProfile(),
                        row.value.figures().tally().results(),
                        row.value.figures().energySamples())));
    assertThat(rows)
        .containsExactlyInAnyOrder(
            "rbp3b+1.3,,: 1, 0", "rbp4b1.2-64,,lte: 1, 1", "rbp4b1.2-64,kmnist,: 1, 0");
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
  void takesNeitherJoulesNorInferencesOfAnUncalibratedSample() {
    cloud.send(energy("pi-1", 0).setIdleJoules(null).build());
    cloud.send(energy("pi-1", 1).build());

    Figures row = onlyRow(WindowSize.HOUR);
    assertThat(row.energySamples()).isEqualTo(2);
    assertThat(row.modelled().get("model:rbp4b1.2-64").netJoules()).isEqualTo(2.0);
    assertThat(row.modelled().get("model:rbp4b1.2-64").inferences()).isEqualTo(10);
  }

  @Test
  void countsBoardsWithAPlusInTheirNames() {
    cloud.send(batch("pi-1", 0, 5).setBoard("rbp3b+1.3").setRunId("run-1").build());
    cloud.send(
        energy("pi-1", 0)
            .setBoard("rbp3b+1.3")
            .setSource("model:rbp3b+1.3")
            .setRunId("run-1")
            .build());
    cloud.send(status("pi-1", 5).setBoard("rbp1b+1.2").build());

    Figures row = onlyRow(WindowSize.HOUR);
    assertThat(row.tally().results()).isEqualTo(5);
    assertThat(row.modelled()).containsOnlyKeys("model:rbp3b+1.3");
    assertThat(cloud.conservation().acknowledged()).isEqualTo(5);
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
    cloud.send(status("pi-1", 0).setBootNumber(2).setBoots(List.of(boot(2, 7))).build());

    assertThat(cloud.conservation().acknowledged()).isEqualTo(12);
  }

  @Test
  void takesTheTombstoneOfAHeartbeat() {
    cloud.send(batch("pi-1", 0, 5).build());
    cloud.send(status("pi-1", 5).build());

    cloud.send(Topics.DEVICE_STATUS, "pi-1", null, NOON);

    assertThat(cloud.read(CloudStores.HEARTBEATS).get("pi-1")).isNull();
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
}
