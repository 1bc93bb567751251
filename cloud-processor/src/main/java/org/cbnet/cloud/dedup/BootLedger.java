package org.cbnet.cloud.dedup;

import java.util.Objects;
import org.cbnet.cloud.state.BootState;
import org.cbnet.cloud.state.StateFormat;

/** The results and the energy samples seen of one boot. Not thread-safe. */
public final class BootLedger {
  private final Sightings results;
  private final Sightings energySamples;
  private long lastAppendMillis;

  private BootLedger(Sightings results, Sightings energySamples, long lastAppendMillis) {
    this.results = Objects.requireNonNull(results, "results is null");
    this.energySamples = Objects.requireNonNull(energySamples, "energySamples is null");
    this.lastAppendMillis = lastAppendMillis;
  }

  /** The ledger of a boot not heard of before. */
  public static BootLedger empty() {
    return new BootLedger(Sightings.empty(), Sightings.empty(), 0);
  }

  /** The ledger as {@link #toState()} gave it. */
  public static BootLedger of(BootState state) {
    return new BootLedger(
        new Sightings(
            SequenceIntervals.of(state.getResults()),
            SequenceIntervals.of(state.getRefusedResultSpans()),
            state.getDroppedResults(),
            state.getRefusedResults(),
            state.getAcknowledgedResults()),
        new Sightings(
            SequenceIntervals.of(state.getEnergySamples()),
            SequenceIntervals.of(state.getRefusedEnergySampleSpans()),
            state.getDroppedEnergySamples(),
            state.getRefusedEnergySamples(),
            state.getAcknowledgedEnergySamples()),
        state.getLastAppendMillis());
  }

  /** The stored form. */
  public BootState toState() {
    BootState state = new BootState();
    state.setFormatVersion(StateFormat.VERSION);
    state.setResults(results.bounds());
    state.setDroppedResults(results.dropped());
    state.setRefusedResults(results.refused());
    state.setAcknowledgedResults(results.acknowledged());
    state.setEnergySamples(energySamples.bounds());
    state.setDroppedEnergySamples(energySamples.dropped());
    state.setRefusedEnergySamples(energySamples.refused());
    state.setAcknowledgedEnergySamples(energySamples.acknowledged());
    state.setLastAppendMillis(lastAppendMillis);
    state.setRefusedResultSpans(results.refusedBounds());
    state.setRefusedEnergySampleSpans(energySamples.refusedBounds());
    return state;
  }

  /** Its results. */
  public Sightings results() {
    return results;
  }

  /** Its energy samples. */
  public Sightings energySamples() {
    return energySamples;
  }

  /** When the last record was appended that named the boot, milliseconds since 1970-01-01 UTC. */
  public long lastAppendMillis() {
    return lastAppendMillis;
  }

  /** Notes when the last record was appended that named the boot. */
  public void touch(long appendMillis) {
    lastAppendMillis = Math.max(lastAppendMillis, appendMillis);
  }

  /**
   * What two ledgers of one boot have seen together.
   *
   * @return the first one, changed
   */
  public static BootLedger union(BootLedger one, BootLedger other) {
    one.results.merge(other.results);
    one.energySamples.merge(other.energySamples);
    one.touch(other.lastAppendMillis);
    return one;
  }
}
