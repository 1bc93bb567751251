package org.cbnet.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.cbnet.edge.TestRecords;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;
import org.cbnet.schemas.record.SequenceRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every {@link Spool} does. */
abstract class SpoolContract {
  private static final long ROOMY = 1L << 24;

  private Spool spool;
  private int appends;

  /** A new, empty spool of boot 3 that calls {@code onAppend} after each append. */
  abstract Spool open(long maxBytes, Runnable onAppend);

  @AfterEach
  void closeSpool() {
    if (spool != null) {
      spool.close();
    }
  }

  @Test
  void numbersResultsAcrossBatchesFromZero() {
    spool = roomy();

    assertThat(spool.append(TestRecords.batch(3))).isZero();
    assertThat(spool.append(TestRecords.batch(2))).isEqualTo(3);
    assertThat(spool.append(TestRecords.batch(1))).isEqualTo(5);

    assertThat(batches()).extracting(ResultBatch::getFirstSequence).containsExactly(0L, 3L, 5L);
  }

  @Test
  void numbersEnergySamplesApartFromResults() {
    spool = roomy();
    spool.append(TestRecords.batch(3));
    spool.append(TestRecords.sample());
    spool.append(TestRecords.batch(3));
    spool.append(TestRecords.sample());

    assertThat(entries())
        .filteredOn(SpoolEntry.Energy.class::isInstance)
        .extracting(entry -> ((SpoolEntry.Energy) entry).sample().getSequence())
        .containsExactly(0L, 1L);
  }

  @Test
  void handsOutResultsAndEnergyInTheOrderTheyCame() {
    spool = roomy();
    spool.append(TestRecords.sample());
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());

    List<SpoolEntry> entries = entries();

    assertThat(entries)
        .extracting(entry -> entry instanceof SpoolEntry.Results)
        .containsExactly(false, true, false);
    assertThat(entries).extracting(SpoolEntry::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void givesBackTheRecordAsItWasAppended() {
    spool = roomy();
    ResultBatch batch = TestRecords.batch(2, 1);
    spool.append(batch);

    assertThat(batches()).containsExactly(batch);
  }

  @Test
  void keepsEntriesUntilTheyAreAcknowledged() {
    spool = roomy();
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.batch(3));
    List<SpoolEntry> taken = entries();

    assertThat(entries()).hasSize(2);
    spool.acknowledge(taken.get(0).position());

    assertThat(entries()).extracting(SpoolEntry::position).containsExactly(taken.get(1).position());
    assertThat(spool.status().current().acknowledged()).isEqualTo(2);
    assertThat(spool.status().current().spooled()).isEqualTo(3);
  }

  @Test
  void acknowledgesEverythingUpToAPositionAtOnce() {
    spool = roomy();
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.sample());
    spool.append(TestRecords.batch(3));
    List<SpoolEntry> taken = entries();

    spool.acknowledge(taken.get(2).position());

    SpoolStatus status = spool.status();
    assertThat(status.entries()).isZero();
    assertThat(status.bytes()).isZero();
    assertThat(status.current().acknowledged()).isEqualTo(5);
    assertThat(status.current().energyAcknowledged()).isEqualTo(1);
    assertThat(status.current().drained()).isTrue();
  }

  @Test
  void acknowledgesAnEntryOnce() {
    spool = roomy();
    spool.append(TestRecords.batch(2));
    long position = entries().get(0).position();

    spool.acknowledge(position);
    spool.acknowledge(position);

    assertThat(spool.status().current().acknowledged()).isEqualTo(2);
  }

  @Test
  void refusesToAcknowledgeWhatNobodyTookOut() {
    spool = roomy();
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.batch(1));
    long first = spool.next(-1).orElseThrow().position();

    assertThatIllegalArgumentException().isThrownBy(() -> spool.acknowledge(first + 1));
  }

  @Test
  void refusesABatchWithoutResults() {
    spool = roomy();

    assertThatIllegalArgumentException().isThrownBy(() -> spool.append(TestRecords.batch(0)));
  }

  @Test
  void countsCapturedFramesByWhatBecameOfThem() {
    spool = roomy();
    spool.append(TestRecords.batch(4, 2));
    spool.countSkipped(3);

    SpoolCounters counters = spool.status().current();

    assertThat(counters.captured()).isEqualTo(9);
    assertThat(counters.skipped()).isEqualTo(3);
    assertThat(counters.classified()).isEqualTo(4);
    assertThat(counters.failed()).isEqualTo(2);
    assertThat(counters.spooled()).isEqualTo(6);
    assertThat(counters.bootNumber()).isEqualTo(3);
  }

  @Test
  void dropsTheOldestWhenFullAndAnnouncesThemInTheNextBatch() {
    spool = withRoomFor(3);
    for (int i = 0; i < 5; i++) {
      spool.append(TestRecords.batch(10));
    }
    spool.append(TestRecords.batch(10));

    List<ResultBatch> kept = batches();

    assertThat(spool.status().current().dropped()).isEqualTo(30);
    assertThat(kept).extracting(ResultBatch::getFirstSequence).containsExactly(30L, 40L, 50L);
    // The batch that pushed the last one out was already written; the next will tell.
    assertThat(kept.get(2).getDroppedRanges()).contains(new SequenceRange(null, 10L, 19L));
  }

  @Test
  void announcesAgainWhenTheBatchThatAnnouncedIsDropped() {
    spool = withRoomFor(2);
    for (int i = 0; i < 6; i++) {
      spool.append(TestRecords.batch(10));
    }
    for (SpoolEntry entry : entries()) {
      spool.discard(entry.position());
    }
    spool.append(TestRecords.batch(1));

    assertThat(batches().get(0).getDroppedRanges())
        .containsExactly(new SequenceRange(null, 0L, 59L));
  }

  @Test
  void neverDropsWhatIsTakenOutForSending() {
    spool = withRoomFor(3);
    spool.append(TestRecords.batch(10));
    spool.append(TestRecords.batch(10));
    SpoolEntry taken = spool.next(-1).orElseThrow();
    for (int i = 0; i < 5; i++) {
      spool.append(TestRecords.batch(10));
    }

    spool.acknowledge(taken.position());

    assertThat(spool.status().current().acknowledged()).isEqualTo(10);
    assertThat(batches().get(0).getFirstSequence()).isGreaterThan(10);
  }

  @Test
  void keepsTheNewestEntryHoweverSmallTheCap() {
    spool = open(1, () -> {});
    spool.append(TestRecords.batch(10));
    spool.append(TestRecords.batch(10));

    assertThat(batches()).extracting(ResultBatch::getFirstSequence).containsExactly(10L);
  }

  @Test
  void countsAndAnnouncesADiscardedEntry() {
    spool = roomy();
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.batch(3));
    List<SpoolEntry> taken = entries();

    spool.discard(taken.get(0).position());
    spool.discard(taken.get(0).position());
    spool.append(TestRecords.batch(1));

    assertThat(spool.status().current().dropped()).isEqualTo(2);
    assertThat(batches().get(1).getDroppedRanges())
        .containsExactly(new SequenceRange(null, 0L, 1L));
  }

  @Test
  void countsDroppedEnergySamples() {
    spool = roomy();
    spool.append(TestRecords.sample());

    spool.discard(entries().get(0).position());

    assertThat(spool.status().current().energyDropped()).isEqualTo(1);
    assertThat(spool.status().current().energySpooled()).isZero();
  }

  @Test
  void announcesDroppedEnergySamplesInTheNextSample() {
    spool = roomy();
    for (int i = 0; i < 3; i++) {
      spool.append(TestRecords.sample());
    }
    List<SpoolEntry> taken = entries();
    spool.discard(taken.get(0).position());
    spool.discard(taken.get(1).position());
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());

    assertThat(batches().get(0).getDroppedRanges()).isEmpty();
    assertThat(samples().get(1).getDroppedRanges())
        .containsExactly(new SequenceRange(null, 0L, 1L));
  }

  @Test
  void announcesAgainWhenTheSampleThatAnnouncedIsDropped() {
    spool = roomy();
    spool.append(TestRecords.sample());
    spool.discard(entries().get(0).position());
    spool.append(TestRecords.sample());
    spool.discard(entries().get(0).position());
    spool.append(TestRecords.sample());

    assertThat(samples().get(0).getDroppedRanges())
        .containsExactly(new SequenceRange(null, 0L, 1L));
  }

  @Test
  void announcesNothingWhereNothingWasDropped() {
    spool = roomy();
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());

    assertThat(batches().get(0).getDroppedRanges()).isEmpty();
    assertThat(samples().get(0).getDroppedRanges()).isEmpty();
  }

  /** Whoever reads a range takes a missing boot number for that of the record. */
  @Test
  void announcesRangesOfTheRecordsOwnBootOrNamesTheirs() {
    spool = roomy();
    spool.append(TestRecords.batch(2));
    spool.append(TestRecords.sample());
    for (SpoolEntry entry : entries()) {
      spool.discard(entry.position());
    }
    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());

    ResultBatch batch = batches().get(0);
    EnergySample sample = samples().get(0);
    assertThat(boots(batch.getDroppedRanges(), batch.getBootNumber())).containsExactly(3L);
    assertThat(boots(sample.getDroppedRanges(), sample.getBootNumber())).containsExactly(3L);
  }

  private static List<Long> boots(List<SequenceRange> ranges, long ofTheRecord) {
    return ranges.stream()
        .map(range -> range.getBootNumber() == null ? ofTheRecord : range.getBootNumber())
        .toList();
  }

  @Test
  void callsBackAfterEachAppend() {
    spool = open(ROOMY, () -> appends++);

    spool.append(TestRecords.batch(1));
    spool.append(TestRecords.sample());

    assertThat(appends).isEqualTo(2);
  }

  /** How many random histories are tried. */
  int seeds() {
    return 20;
  }

  @Test
  void keepsItsLawsAndEverySequenceNumberThroughRandomOperations() {
    for (long seed = 0; seed < seeds(); seed++) {
      spool = withRoomFor(8);
      randomOperations(new SplittableRandom(seed), "seed " + seed);
      spool.close();
    }
  }

  // SpoolCounters refuses to exist where a law is broken, so every look at the status checks them.
  private void randomOperations(RandomGenerator random, String seed) {
    BitSet acknowledged = new BitSet();
    BitSet announced = new BitSet();
    List<SpoolEntry> taken = new ArrayList<>();
    long appended = 0;
    long skipped = 0;
    for (int step = 0; step < 400; step++) {
      switch (random.nextInt(7)) {
        case 0, 1, 2 -> {
          int classified = 1 + random.nextInt(12);
          int failed = random.nextInt(3);
          assertThat(spool.append(TestRecords.batch(classified, failed))).isEqualTo(appended);
          appended += classified + failed;
        }
        case 3 -> spool.append(TestRecords.sample());
        case 4 -> {
          spool.countSkipped(1);
          skipped++;
        }
        case 5 -> {
          long after = taken.isEmpty() ? -1 : taken.get(taken.size() - 1).position();
          spool.next(after).ifPresent(taken::add);
        }
        default -> settleOldest(random, taken, acknowledged, announced);
      }
      SpoolCounters counters = spool.status().current();
      assertThat(counters.captured()).as(seed).isEqualTo(appended + skipped);
    }
    for (long i = taken.size(); i >= 0; i--) {
      settleOldest(random, taken, acknowledged, announced);
    }
    drainTo(acknowledged, announced);
    announceTheRest(announced);
    assertThat(acknowledged.intersects(announced)).as(seed).isFalse();
    acknowledged.or(announced);
    assertThat(acknowledged.nextClearBit(0)).as(seed).isGreaterThanOrEqualTo((int) appended);
  }

  private void settleOldest(
      RandomGenerator random, List<SpoolEntry> taken, BitSet acknowledged, BitSet announced) {
    if (taken.isEmpty()) {
      return;
    }
    SpoolEntry oldest = taken.remove(0);
    if (random.nextInt(4) == 0) {
      spool.discard(oldest.position());
    } else {
      spool.acknowledge(oldest.position());
      note(oldest, acknowledged, announced);
    }
  }

  private void drainTo(BitSet acknowledged, BitSet announced) {
    for (SpoolEntry entry : entries()) {
      spool.acknowledge(entry.position());
      note(entry, acknowledged, announced);
    }
  }

  private void announceTheRest(BitSet announced) {
    spool.append(TestRecords.batch(1));
    note(entries().get(0), new BitSet(), announced);
  }

  private static void note(SpoolEntry entry, BitSet acknowledged, BitSet announced) {
    if (entry instanceof SpoolEntry.Results results) {
      int first = (int) results.batch().getFirstSequence();
      acknowledged.set(first, first + results.batch().getResults().size());
      for (SequenceRange range : results.batch().getDroppedRanges()) {
        announced.set((int) range.getFirst(), (int) range.getLast() + 1);
      }
    }
  }

  private Spool roomy() {
    return open(ROOMY, () -> {});
  }

  /** A spool with room for so many batches of ten results, and a bit less than one more. */
  private Spool withRoomFor(int batches) {
    long entryBytes;
    try (Spool measure = roomy()) {
      measure.append(TestRecords.batch(10));
      entryBytes = measure.status().bytes();
    }
    return open(batches * entryBytes + entryBytes / 2, () -> {});
  }

  private List<ResultBatch> batches() {
    return entries().stream()
        .filter(SpoolEntry.Results.class::isInstance)
        .map(entry -> ((SpoolEntry.Results) entry).batch())
        .toList();
  }

  private List<EnergySample> samples() {
    return entries().stream()
        .filter(SpoolEntry.Energy.class::isInstance)
        .map(entry -> ((SpoolEntry.Energy) entry).sample())
        .toList();
  }

  private List<SpoolEntry> entries() {
    List<SpoolEntry> entries = new ArrayList<>();
    Optional<SpoolEntry> next = spool.next(-1);
    while (next.isPresent()) {
      entries.add(next.get());
      next = spool.next(next.get().position());
    }
    return entries;
  }
}
