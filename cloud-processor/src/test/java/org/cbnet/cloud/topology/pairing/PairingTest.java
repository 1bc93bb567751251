package org.cbnet.cloud.topology.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;
import static org.cbnet.cloud.TestRecords.batch;
import static org.cbnet.cloud.TestRecords.failure;
import static org.cbnet.cloud.TestRecords.result;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cbnet.cloud.TestCloud;
import org.cbnet.cloud.conservation.ConservationReport.PairedOutcomes;
import org.cbnet.cloud.pairing.Arm;
import org.cbnet.cloud.pairing.BucketKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the outcomes of paired runs. */
class PairingTest {
  private final TestCloud cloud = new TestCloud();
  private final PairedRecount recount = new PairedRecount();
  private final Map<String, Long> nextSequences = new TreeMap<>();

  @AfterEach
  void everyLawHoldsAndSlotsHoldWhatTheCountersSay() {
    assertThat(cloud.conservation().laws()).filteredOn(law -> !law.holds()).isEmpty();
    assertThat(paired().emitted()).isEqualTo(paired().read());
    List<Long> open = new ArrayList<>();
    cloud.each(PairingStores.BUCKETS, row -> open.add(row.value.open()));
    assertThat(open.stream().mapToLong(Long::longValue).sum()).isEqualTo(paired().open());
    cloud.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithARecountWhateverComes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ResultBatch> batches = fleet(random);
    Instant now = NOON;
    for (ResultBatch batch : batches) {
      now = now.plusSeconds(random.nextInt(40) == 0 ? random.nextInt(5_000) : random.nextInt(9));
      // The broker's clock may go back a little.
      send(batch, now.minusSeconds(random.nextInt(3)));
      if (random.nextInt(20) == 0) {
        cloud.send(batch, now);
      }
    }

    send(arm("pi-1", "edge-full", 2, frames(900, 3)), now);

    assertAgrees();
    assertThat(paired().folded()).isPositive();
    assertThat(paired().unpaired()).isPositive();
    assertThat(paired().repeated()).isPositive();
    assertThat(paired().unexpected()).isPositive();
    assertThat(paired().open()).isPositive();
  }

  @Test
  void pairsFramesOfDifferentDevices() {
    send(arm("pi-1", "edge-full", 2, frames(0, 20)), NOON);
    send(arm("pi-2", "cbnet", 2, frames(0, 20)), NOON);

    assertThat(paired().folded()).isEqualTo(40);
    assertAgrees();
  }

  @Test
  void keepsFramesOfOtherRoundsBoardsLinksAndDataSetsApart() {
    send(arm("pi-1", "edge-full", 2, frames(0, 1)), NOON);
    for (ResultBatch other :
        List.of(
            arm("pi-2", "cbnet", 2, frames(0, 1)).setRound(1).build(),
            arm("pi-2", "cbnet", 2, frames(0, 1)).setBoard("rbp3b+1.3").build(),
            arm("pi-2", "cbnet", 2, frames(0, 1)).setLinkProfile("lte").build(),
            arm("pi-2", "cbnet", 2, frames(0, 1)).setDataset("mnist").build(),
            arm("pi-2", "cbnet", 2, frames(0, 1)).setRunId("run-10").build())) {
      other.setFirstSequence(nextSequence("pi-2", 1));
      send(other, NOON);
    }

    assertThat(paired().open()).isEqualTo(6);
    assertAgrees();
  }

  @Test
  void takesNoPartOfRunsThatAreNotPaired() {
    cloud.send(batch("pi-1", 0, 5).setRunId("run-1").build());

    assertThat(paired().emitted()).isZero();
  }

  @Test
  void closesASlotByTheFirstRecordMoreThanAnHourLater() {
    send(arm("pi-1", "edge-full", 2, frames(0, 1)), NOON.plusSeconds(59));
    send(arm("pi-1", "edge-full", 2, frames(1, 1)), NOON.plus(Duration.ofMinutes(60)));
    assertThat(paired().unpaired()).isZero();

    send(arm("pi-1", "edge-full", 2, frames(2, 1)), NOON.plus(Duration.ofMinutes(61)));
    assertThat(paired().unpaired()).isEqualTo(1);
    send(arm("pi-2", "cbnet", 2, frames(0, 3)), NOON.plus(Duration.ofMinutes(61)));

    assertThat(paired().unpaired()).isEqualTo(2);
    assertThat(paired().folded()).isEqualTo(4);
    assertAgrees();
  }

  @Test
  void closesSlotsWhereNothingComesAnyMore() {
    send(arm("pi-1", "edge-full", 2, frames(0, 3)), NOON);
    cloud.advanceWallClock(Duration.ofMinutes(60));
    assertThat(paired().open()).isEqualTo(3);

    cloud.advanceWallClock(Duration.ofMinutes(2));

    assertThat(paired().open()).isZero();
    assertThat(paired().unpaired()).isEqualTo(3);
  }

  @Test
  void forgetsADeletedRunAndWhatStillComesOfIt() {
    send(arm("pi-1", "edge-full", 2, frames(0, 30)), NOON);
    send(arm("pi-2", "cbnet", 2, frames(0, 20)), NOON);
    send(arm("pi-1", "edge-full", 2, frames(0, 7)).setRunId("run-10"), NOON);

    cloud.delete("run-1", NOON);
    send(arm("pi-2", "cbnet", 2, frames(20, 10)), NOON);
    cloud.delete("run-1", NOON);
    cloud.advanceWallClock(Duration.ofSeconds(5));

    assertThat(paired().deleted()).isEqualTo(50);
    assertThat(paired().open()).isEqualTo(7);
    assertThat(cloud.conservation().results().runTotals()).isEqualTo(7);
    assertThat(cloud.conservation().results().windowed()).isEqualTo(67);
    cloud.each(PairingStores.BUCKETS, row -> assertThat(runOf(row.key)).isEqualTo("run-10"));
    cloud.each(PairingStores.PAIRS, row -> assertThat(row).isNull());
    cloud.each(CloudStores.ROUNDS, row -> assertThat(row.key.runId()).isEqualTo("run-10"));
  }

  @Test
  void forgetsRunsAQuarterOfAYearAfterTheirLastRecord() {
    send(arm("pi-1", "edge-full", 2, frames(0, 30)).setRunId("older"), NOON);
    send(arm("pi-2", "cbnet", 2, frames(0, 30)).setRunId("older"), NOON);
    Instant later = NOON.plus(Duration.ofDays(80));
    send(arm("pi-1", "edge-full", 2, frames(0, 9)).setRunId("newer"), later);

    cloud.advanceWallClock(Duration.ofDays(90));
    cloud.advanceWallClock(Duration.ofMinutes(5));
    assertThat(cloud.conservation().results().runTotals()).isEqualTo(9);
    assertThat(paired().expired()).isEqualTo(60);
    send(arm("pi-2", "cbnet", 2, frames(0, 5)).setRunId("older"), later);

    assertThat(paired().expired()).isEqualTo(60);
    assertThat(cloud.conservation().results().runTotals()).isEqualTo(9);
    assertThat(paired().unpaired()).isEqualTo(9);
  }

  private static String runOf(BucketKey key) {
    return key.cohort().runId();
  }

  private PairedOutcomes paired() {
    return cloud.conservation().paired();
  }

  private void send(ResultBatch.Builder batch, Instant appended) {
    send(batch.build(), appended);
  }

  private void send(ResultBatch batch, Instant appended) {
    cloud.send(batch, appended);
    recount.take(batch, appended.toEpochMilli());
  }

  private ResultBatch.Builder arm(String device, String strategy, int arms, List<Result> results) {
    return batch(device, nextSequence(device, results.size()), 0)
        .setRunId("run-1")
        .setStrategy(strategy)
        .setPairedArms(arms)
        .setResults(results);
  }

  private long nextSequence(String device, int count) {
    return nextSequences.merge(device, (long) count, Long::sum) - count;
  }

  private static List<Result> frames(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(i -> result("kmnist-test-" + i).build())
        .toList();
  }

  /** Batches of four arms and some of a fifth one, on two boards, in an order of chance. */
  private List<ResultBatch> fleet(SplittableRandom random) {
    List<ResultBatch> batches = new ArrayList<>();
    String[] arms = {"edge-full", "cbnet", "early-exit", "partition", "late-comer"};
    for (String board : List.of("rbp4b1.2-64", "rbp5b1.0-64")) {
      for (int i = 0; i < arms.length; i++) {
        for (int first = 0; first < 600; ) {
          int count = 1 + random.nextInt(40);
          boolean isLeftOut = i == 4 ? random.nextInt(3) != 0 : random.nextInt(30) == 0;
          if (!isLeftOut) {
            batches.add(
                arm(arms[i] + board, arms[i], 4, results(random, first, count, i == 4 ? 2_000 : 0))
                    .setBoard(board)
                    .setRound(first / 300)
                    .build());
          }
          // Now and then a few frames come again under numbers of their own.
          first += random.nextInt(6) == 0 ? count / 2 + 1 : count;
        }
      }
    }
    // Neighbours change places over a stretch, so that arms are apart but most frames meet.
    batches.sort(
        Comparator.comparing(batch -> batch.getResults().get(0).getCaptureMonotonicNanos()));
    return batches;
  }

  private static List<Result> results(SplittableRandom random, int first, int count, int delay) {
    List<Result> results = new ArrayList<>();
    long order = first * 10L + random.nextInt(900) + delay;
    for (int i = first; i < first + count; i++) {
      String id = i % 50 == 7 ? "by itself, " + i + "!" : "kmnist test-%04d".formatted(i);
      Result.Builder result =
          random.nextInt(40) == 0
              ? failure(id)
              : result(id)
                  .setPredictedLabel(random.nextInt(5) == 0 ? 3 : 7)
                  .setTrueLabel(random.nextInt(30) == 0 ? null : 7)
                  .setTotalNanos(50_000L + random.nextInt(200_000));
      results.add(result.setCaptureMonotonicNanos(order).build());
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(results, new Random(random.nextLong()));
    }
    return results;
  }

  private void assertAgrees() {
    Map<String, Long> counts = new TreeMap<>();
    cloud.each(PairingStores.COHORTS, row -> add(counts, row.value));
    Map<String, Long> expected = new TreeMap<>(recount.counts);
    expected.put("open", recount.open());
    expected.put("openFrames", recount.openFrames());
    expected.values().removeIf(count -> count == 0);
    assertThat(counts).isEqualTo(expected);
    Map<String, List<Long>> pairs = new TreeMap<>();
    cloud.each(
        PairingStores.PAIRS,
        row ->
            pairs.put(
                String.join(
                    " | ",
                    String.join(
                        " ",
                        row.key.cohort().runId(),
                        orNull(row.key.cohort().dataset()),
                        row.key.cohort().board(),
                        orNull(row.key.cohort().linkProfile())),
                    text(row.key.first()),
                    text(row.key.second())),
                cells(row.value)));
    Map<String, List<Long>> expectedPairs = new TreeMap<>();
    recount.pairs.forEach(
        (key, row) -> expectedPairs.put(key, Arrays.stream(row).boxed().toList()));
    assertThat(pairs).isEqualTo(expectedPairs);
  }

  private static void add(Map<String, Long> counts, CohortRow row) {
    Map<String, PairingCounter> names =
        Map.of(
            "read", PairingCounter.READ,
            "openFrames", PairingCounter.OPEN_FRAMES,
            "open", PairingCounter.OPEN,
            "frames", PairingCounter.FRAMES,
            "folded", PairingCounter.FOLDED,
            "unpairedFrames", PairingCounter.UNPAIRED_FRAMES,
            "unpaired", PairingCounter.UNPAIRED,
            "repeated", PairingCounter.REPEATED,
            "unexpected", PairingCounter.UNEXPECTED);
    names.forEach(
        (name, counter) -> {
          if (row.counts().count(counter) != 0) {
            counts.merge(name, row.counts().count(counter), Long::sum);
          }
        });
  }

  private static String text(Arm arm) {
    return String.join(" ", arm.strategy(), arm.model(), arm.config());
  }

  private static String orNull(String name) {
    return name.isEmpty() ? "null" : name;
  }

  private static List<Long> cells(PairRow row) {
    return List.of(
        row.table().bothRight(),
        row.table().firstOnly(),
        row.table().secondOnly(),
        row.table().bothWrong(),
        row.unlabelled(),
        row.failed(),
        Math.round(
            row.differences().count() == 0
                ? 0
                : row.differences().meanMicros() * row.differences().count() * 1000));
  }
}
