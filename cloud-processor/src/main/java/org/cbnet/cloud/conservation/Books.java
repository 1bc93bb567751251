package org.cbnet.cloud.conservation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cbnet.cloud.conservation.ConservationReport.EnergySamples;
import org.cbnet.cloud.conservation.ConservationReport.Law;
import org.cbnet.cloud.conservation.ConservationReport.Records;
import org.cbnet.cloud.conservation.ConservationReport.Results;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.device.DeviceRow;

/**
 * Adds up what each part of the state says by itself, and holds one against the other: counters,
 * sequence numbers seen, rows of windows, rows of runs, heartbeats. Not thread-safe.
 */
public final class Books {
  private final Map<Counter, Long> counters = new EnumMap<>(Counter.class);
  private long acknowledgedResults;
  private long acknowledgedEnergySamples;
  private long distinctResults;
  private long distinctEnergySamples;
  private long windowedResults;
  private long windowedEnergySamples;
  private long roundResults;

  /** Adds a partition's counters. */
  public void partition(PartitionTotals totals) {
    for (Counter counter : Counter.values()) {
      counters.merge(counter, totals.count(counter), Long::sum);
    }
  }

  /** Adds a device's heartbeat. */
  public void device(DeviceRow device) {
    acknowledgedResults += device.acknowledgedResults();
    acknowledgedEnergySamples += device.acknowledgedEnergySamples();
  }

  /** Adds a boot's identities. */
  public void boot(BootLedger ledger) {
    distinctResults += ledger.distinctResults();
    distinctEnergySamples += ledger.distinctEnergySamples();
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
    long received = count(Counter.RESULTS_ACCEPTED) + count(Counter.RESULTS_REFUSED);
    long late = count(Counter.RESULTS_LATE);
    return new ConservationReport(
        acknowledgedResults,
        received,
        Math.max(0, acknowledgedResults - received),
        count(Counter.RESULTS_DUPLICATE),
        Math.max(0, windowedResults + late - distinctResults),
        count(Counter.RESULTS_REFUSED),
        late,
        records(),
        results(),
        energy(),
        laws(received),
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
        acknowledgedEnergySamples,
        count(Counter.ENERGY_DECODED),
        count(Counter.ENERGY_ACCEPTED),
        count(Counter.ENERGY_DUPLICATE),
        count(Counter.ENERGY_REFUSED),
        windowedEnergySamples,
        count(Counter.ENERGY_LATE));
  }

  private List<Law> laws(long received) {
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
            distinctResults),
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
            distinctEnergySamples),
        Law.equal(
            "energy samples accepted = windowed + late",
            count(Counter.ENERGY_ACCEPTED),
            windowedEnergySamples + count(Counter.ENERGY_LATE)),
        Law.atLeast("results received >= acknowledged", received, acknowledgedResults));
  }

  private long count(Counter counter) {
    return counters.getOrDefault(counter, 0L);
  }
}
