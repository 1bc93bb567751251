package org.cbnet.cloud.conservation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cbnet.cloud.conservation.ConservationReport.EnergySamples;
import org.cbnet.cloud.conservation.ConservationReport.Law;
import org.cbnet.cloud.conservation.ConservationReport.Records;
import org.cbnet.cloud.conservation.ConservationReport.Results;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.Sightings;

/**
 * Adds up what each part of the state says by itself, and holds one against the other: counters,
 * sequence numbers seen, rows of windows, rows of runs, heartbeats. Not thread-safe.
 */
public final class Books {
  private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
  private final Distinct results = new Distinct();
  private final Distinct energySamples = new Distinct();
  private long windowedResults;
  private long windowedEnergySamples;
  private long roundResults;

  /** Adds a partition's counters. */
  public void partition(PartitionTotals totals) {
    for (Counter counter : Counter.values()) {
      counters.merge(counter, totals.count(counter), Long::sum);
    }
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

  /** Adds a row of a round. */
  public void round(long results) {
    roundResults += results;
  }

  /** What it all comes to. */
  public ConservationReport report(Map<String, Long> position) {
    long late = count(Counter.RESULTS_LATE);
    return new ConservationReport(
        results.acknowledged,
        results.received,
        results.lost,
        count(Counter.RESULTS_DUPLICATE),
        Math.max(0, windowedResults + late - results.accepted),
        count(Counter.RESULTS_REFUSED),
        late,
        records(),
        results(),
        energy(),
        laws(),
        position);
  }

  private Records records() {
    return new Records(
        count(Counter.RECORDS_RECEIVED),
        count(Counter.RECORDS_DECODED),
        count(Counter.RECORDS_UNDECODABLE),
        count(Counter.RECORDS_REFUSED));
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
        energySamples.acknowledged,
        energySamples.received,
        energySamples.lost,
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
            "results decoded = accepted + duplicate + refused",
            count(Counter.RESULTS_DECODED),
            count(Counter.RESULTS_ACCEPTED)
                + count(Counter.RESULTS_DUPLICATE)
                + count(Counter.RESULTS_REFUSED)),
        Law.equal(
            "results accepted = distinct identities",
            count(Counter.RESULTS_ACCEPTED),
            results.accepted),
        Law.equal(
            "results accepted = windowed + late",
            count(Counter.RESULTS_ACCEPTED),
            windowedResults + count(Counter.RESULTS_LATE)),
        Law.equal(
            "run totals = accepted results of runs", roundResults, count(Counter.RESULTS_OF_RUNS)),
        Law.equal(
            "energy samples decoded = accepted + duplicate + refused",
            count(Counter.ENERGY_DECODED),
            count(Counter.ENERGY_ACCEPTED)
                + count(Counter.ENERGY_DUPLICATE)
                + count(Counter.ENERGY_REFUSED)),
        Law.equal(
            "energy samples accepted = distinct identities",
            count(Counter.ENERGY_ACCEPTED),
            energySamples.accepted),
        Law.equal(
            "energy samples accepted = windowed + late",
            count(Counter.ENERGY_ACCEPTED),
            windowedEnergySamples + count(Counter.ENERGY_LATE)),
        Law.equal("no boot lacks acknowledged results", results.lost, 0),
        Law.equal("no boot lacks acknowledged energy samples", energySamples.lost, 0));
  }

  private long count(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }

  /** Sums over boots: one boot's surplus never makes up for what another one lacks. */
  private static final class Distinct {
    private long acknowledged;
    private long received;
    private long accepted;
    private long lost;

    void add(Sightings boot) {
      acknowledged += boot.acknowledged();
      received += boot.received();
      accepted += boot.accepted();
      lost += boot.lost();
    }
  }
}
