package org.cbnet.cloud.conservation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cbnet.cloud.conservation.ConservationReport.DeadLetters;
import org.cbnet.cloud.conservation.ConservationReport.EnergySamples;
import org.cbnet.cloud.conservation.ConservationReport.Law;
import org.cbnet.cloud.conservation.ConservationReport.PairedOutcomes;
import org.cbnet.cloud.conservation.ConservationReport.Records;
import org.cbnet.cloud.conservation.ConservationReport.Results;
import org.cbnet.cloud.dedup.BootLedger;

/**
 * Adds up what each part of the state says by itself, and holds one against the other: counters,
 * sequence numbers seen, rows of windows, rows of runs, heartbeats. Not thread-safe.
 */
public final class Books {
  private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
  private final DistinctTotals results = new DistinctTotals();
  private final DistinctTotals energySamples = new DistinctTotals();
  private long windowedResults;
  private long windowedEnergySamples;
  private long roundResults;
  private final PairedBooks paired = new PairedBooks();

  /** Adds a partition's counters. */
  public void partition(PartitionTotals totals) {
    for (Counter counter : Counter.values()) {
      counters.merge(counter, totals.count(counter), Long::sum);
    }
    windowedResults += totals.count(Counter.RESULTS_OF_EXPIRED_HOURS);
    windowedEnergySamples += totals.count(Counter.ENERGY_OF_EXPIRED_HOURS);
    results.add(
        totals.count(Counter.RESULTS_ACKNOWLEDGED_OF_EXPIRED_BOOTS),
        totals.count(Counter.RESULTS_RECEIVED_OF_EXPIRED_BOOTS),
        totals.count(Counter.RESULTS_ACCEPTED_OF_EXPIRED_BOOTS),
        totals.count(Counter.RESULTS_LOST_OF_EXPIRED_BOOTS));
    energySamples.add(
        totals.count(Counter.ENERGY_ACKNOWLEDGED_OF_EXPIRED_BOOTS),
        totals.count(Counter.ENERGY_RECEIVED_OF_EXPIRED_BOOTS),
        totals.count(Counter.ENERGY_ACCEPTED_OF_EXPIRED_BOOTS),
        totals.count(Counter.ENERGY_LOST_OF_EXPIRED_BOOTS));
  }

  /** Adds a boot's identities, and what was acknowledged to it. */
  public void boot(BootLedger ledger) {
    results.add(ledger.results());
    energySamples.add(ledger.energySamples());
  }

  /** Adds a row of an hour. */
  public void windowed(long results, long energySamples) {
    windowedResults += results;
    windowedEnergySamples += energySamples;
  }

  /** The part of it that holds what became of paired outcomes. */
  public PairedBooks paired() {
    return paired;
  }

  /** Adds a row of a round. */
  public void round(long results) {
    roundResults += results;
  }

  /** Adds what other books hold. */
  public void merge(Books other) {
    add(other.sums());
  }

  /** Everything they hold, as numbers in a fixed order. */
  public long[] sums() {
    return Stream.of(
            Arrays.stream(Counter.values()).mapToLong(this::count),
            results.sums(),
            energySamples.sums(),
            LongStream.of(windowedResults, windowedEnergySamples, roundResults),
            paired.sums())
        .flatMapToLong(part -> part)
        .toArray();
  }

  /** Books that hold what {@link #sums()} gave. */
  public static Books of(long[] sums) {
    Books books = new Books();
    books.add(sums);
    return books;
  }

  private void add(long[] sums) {
    int i = 0;
    for (Counter counter : Counter.values()) {
      counters.merge(counter, sums[i++], Long::sum);
    }
    i = results.add(sums, i);
    i = energySamples.add(sums, i);
    windowedResults += sums[i++];
    windowedEnergySamples += sums[i++];
    roundResults += sums[i++];
    paired.add(sums, i);
  }

  /**
   * What it all comes to.
   *
   * @param position of the input that the books reflect
   * @param stale topic-partitions of it that were read from copies
   * @param outcomesReadBefore paired outcomes read by all partitions before any of these books was
   *     opened
   */
  public ConservationReport report(
      Map<String, Long> position, List<String> stale, long outcomesReadBefore) {
    long late = count(Counter.RESULTS_LATE);
    PairedOutcomes outcomes = paired.outcomes(count(Counter.OUTCOMES_EMITTED));
    List<Law> laws = new ArrayList<>(laws());
    laws.addAll(paired.laws(outcomes));
    if (stale.isEmpty()) {
      // A copy may lack what was emitted since and has been read elsewhere.
      laws.add(PairedBooks.emission(outcomes.emitted(), outcomesReadBefore));
    }
    return new ConservationReport(
        results.acknowledged(),
        results.received(),
        results.lost(),
        count(Counter.RESULTS_DUPLICATE),
        Math.max(0, windowedResults + late - results.accepted()),
        count(Counter.RESULTS_REFUSED),
        late,
        records(),
        deadLetters(),
        results(),
        energy(),
        outcomes,
        laws,
        position,
        stale);
  }

  private Records records() {
    return new Records(
        count(Counter.RECORDS_RECEIVED),
        count(Counter.RECORDS_DECODED),
        count(Counter.RECORDS_UNDECODABLE),
        count(Counter.RECORDS_REFUSED));
  }

  private DeadLetters deadLetters() {
    return new DeadLetters(
        count(Counter.RECORDS_BURIED),
        count(Counter.RECORDS_SUPPRESSED),
        count(Counter.RECORDS_REPLAYED),
        count(Counter.REPLAYS_WITHOUT_EFFECT));
  }

  private Results results() {
    return new Results(
        count(Counter.RESULTS_DECODED),
        count(Counter.RESULTS_ACCEPTED),
        count(Counter.RESULTS_DUPLICATE),
        count(Counter.RESULTS_REFUSED),
        windowedResults,
        count(Counter.RESULTS_LATE),
        roundResults);
  }

  private EnergySamples energy() {
    return new EnergySamples(
        energySamples.acknowledged(),
        energySamples.received(),
        energySamples.lost(),
        count(Counter.ENERGY_DECODED),
        count(Counter.ENERGY_ACCEPTED),
        count(Counter.ENERGY_DUPLICATE),
        count(Counter.ENERGY_REFUSED),
        windowedEnergySamples,
        count(Counter.ENERGY_LATE));
  }

  private List<Law> laws() {
    return List.of(
        Law.equal(
            "records received = decoded + undecodable",
            count(Counter.RECORDS_RECEIVED),
            count(Counter.RECORDS_DECODED) + count(Counter.RECORDS_UNDECODABLE)),
        Law.equal(
            "records undecodable + refused + replayed = buried + suppressed",
            count(Counter.RECORDS_UNDECODABLE)
                + count(Counter.RECORDS_REFUSED)
                + count(Counter.RECORDS_REPLAYED),
            count(Counter.RECORDS_BURIED) + count(Counter.RECORDS_SUPPRESSED)),
        Law.equal(
            "results decoded = accepted + duplicate + refused",
            count(Counter.RESULTS_DECODED),
            count(Counter.RESULTS_ACCEPTED)
                + count(Counter.RESULTS_DUPLICATE)
                + count(Counter.RESULTS_REFUSED)),
        Law.equal(
            "results accepted = distinct identities",
            count(Counter.RESULTS_ACCEPTED),
            results.accepted()),
        Law.equal(
            "results accepted = windowed + late",
            count(Counter.RESULTS_ACCEPTED),
            windowedResults + count(Counter.RESULTS_LATE)),
        Law.equal(
            "run totals + deleted + expired = accepted results of runs",
            roundResults
                + count(Counter.RESULTS_OF_RUNS_DELETED)
                + count(Counter.RESULTS_OF_RUNS_EXPIRED),
            count(Counter.RESULTS_OF_RUNS)),
        Law.equal(
            "energy samples decoded = accepted + duplicate + refused",
            count(Counter.ENERGY_DECODED),
            count(Counter.ENERGY_ACCEPTED)
                + count(Counter.ENERGY_DUPLICATE)
                + count(Counter.ENERGY_REFUSED)),
        Law.equal(
            "energy samples accepted = distinct identities",
            count(Counter.ENERGY_ACCEPTED),
            energySamples.accepted()),
        Law.equal(
            "energy samples accepted = windowed + late",
            count(Counter.ENERGY_ACCEPTED),
            windowedEnergySamples + count(Counter.ENERGY_LATE)),
        Law.equal("no boot lacks acknowledged results", results.lost(), 0),
        Law.equal("no boot lacks acknowledged energy samples", energySamples.lost(), 0));
  }

  private long count(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }
}
