package org.cbnet.cloud.conservation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cbnet.cloud.conservation.ConservationReport.Law;
import org.cbnet.cloud.conservation.ConservationReport.PairedOutcomes;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.pairing.PairingCounts;
import org.cbnet.cloud.pairing.PairingTotals;

/** The part of the {@link Books} that holds the outcomes of paired runs. Not thread-safe. */
public final class PairedBooks {
  private final PairingCounts partitions = new PairingCounts();
  private final PairingCounts cohorts = new PairingCounts();
  private long pairFrames;

  /** Adds a partition's counters. */
  public void partition(PairingTotals totals) {
    partitions.merge(totals.counts());
  }

  /** Adds a cohort's. */
  public void cohort(CohortRow row) {
    cohorts.merge(row.counts());
  }

  /** Adds a pair's. */
  public void pair(PairRow row) {
    pairFrames += row.frames();
  }

  /** Everything they hold, as numbers in a fixed order. */
  LongStream sums() {
    return Stream.of(
            Arrays.stream(PairingCounter.values()).mapToLong(partitions::count),
            Arrays.stream(PairingCounter.values()).mapToLong(cohorts::count),
            LongStream.of(pairFrames))
        .flatMapToLong(part -> part);
  }

  /** Adds what {@link #sums()} gave, from a place on. */
  void add(long[] sums, int from) {
    int i = from;
    for (PairingCounter counter : PairingCounter.values()) {
      partitions.add(counter, sums[i++]);
    }
    for (PairingCounter counter : PairingCounter.values()) {
      cohorts.add(counter, sums[i++]);
    }
    pairFrames += sums[i];
  }

  /** What became of outcomes. */
  PairedOutcomes outcomes(long emitted) {
    return new PairedOutcomes(
        emitted,
        partitions.count(PairingCounter.READ),
        cohorts.count(PairingCounter.OPEN),
        cohorts.count(PairingCounter.FOLDED),
        cohorts.count(PairingCounter.UNPAIRED),
        cohorts.count(PairingCounter.REPEATED),
        cohorts.count(PairingCounter.UNEXPECTED),
        partitions.count(PairingCounter.DELETED),
        partitions.count(PairingCounter.EXPIRED));
  }

  /** That nothing is read that was not emitted. The rest is on its way; none once a fleet rests. */
  static Law emission(long emitted, long readBefore) {
    return Law.atLeast("outcomes emitted >= read before", emitted, readBefore);
  }

  List<Law> laws(PairedOutcomes outcomes) {
    return List.of(
        Law.equal(
            "outcomes read = open + folded + unpaired + repeated + unexpected + deleted + expired",
            outcomes.read(),
            outcomes.open()
                + outcomes.folded()
                + outcomes.unpaired()
                + outcomes.repeated()
                + outcomes.unexpected()
                + outcomes.deleted()
                + outcomes.expired()),
        Law.equal(
            "pairs of folded frames = frames of pairs",
            cohorts.count(PairingCounter.PAIRS),
            pairFrames));
  }
}
