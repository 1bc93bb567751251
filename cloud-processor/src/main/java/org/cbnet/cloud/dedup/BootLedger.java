package org.cbnet.cloud.dedup;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.cloud.state.BootState;

/**
 * The sequence numbers of results and of energy samples seen of one boot.
 *
 * <p>Numbers that the device gave up count as seen, so that an outage does not leave a gap open for
 * ever; {@link #distinctResults()} leaves them out. Not thread-safe.
 */
public final class BootLedger {
  private static final int FORMAT_VERSION = 1;

  private final SequenceIntervals results;
  private final SequenceIntervals energySamples;
  private long droppedResults;
  private long lastAppendMillis;

  private BootLedger(SequenceIntervals results, SequenceIntervals energySamples) {
    this.results = Objects.requireNonNull(results, "results is null");
    this.energySamples = Objects.requireNonNull(energySamples, "energySamples is null");
  }

  /** The ledger of a boot not heard of before. */
  public static BootLedger empty() {
    return new BootLedger(SequenceIntervals.empty(), SequenceIntervals.empty());
  }

  /** The ledger as {@link #toState()} gave it. */
  public static BootLedger of(BootState state) {
    BootLedger ledger =
        new BootLedger(
            SequenceIntervals.of(state.getResults()),
            SequenceIntervals.of(state.getEnergySamples()));
    ledger.droppedResults = state.getDroppedResults();
    ledger.lastAppendMillis = state.getLastAppendMillis();
    return ledger;
  }

  /** The stored form. */
  public BootState toState() {
    return BootState.newBuilder()
        .setFormatVersion(FORMAT_VERSION)
        .setResults(results.bounds())
        .setDroppedResults(droppedResults)
        .setEnergySamples(energySamples.bounds())
        .setLastAppendMillis(lastAppendMillis)
        .build();
  }

  /** Takes results, as {@link SequenceIntervals#add} does. */
  public Optional<List<SequenceSpan>> addResults(SequenceSpan span, long appendMillis) {
    lastAppendMillis = appendMillis;
    return results.add(span);
  }

  /** Takes an energy sample, as {@link SequenceIntervals#add} does. */
  public Optional<List<SequenceSpan>> addEnergySample(long sequence, long appendMillis) {
    lastAppendMillis = appendMillis;
    return energySamples.add(new SequenceSpan(sequence, sequence));
  }

  /** Closes the gap of results that the device gave up; of no effect where intervals run out. */
  public void addDropped(SequenceSpan span) {
    results
        .add(span)
        .ifPresent(fresh -> droppedResults += fresh.stream().mapToLong(SequenceSpan::count).sum());
  }

  /**
   * What two ledgers of one boot have seen together.
   *
   * @return the first one, changed
   */
  public static BootLedger union(BootLedger one, BootLedger other) {
    other.results.spans().forEach(one.results::add);
    other.energySamples.spans().forEach(one.energySamples::add);
    one.droppedResults = Math.max(one.droppedResults, other.droppedResults);
    return one;
  }

  /** Results received, each counted once. */
  public long distinctResults() {
    return results.count() - droppedResults;
  }

  /** Energy samples received, each counted once. */
  public long distinctEnergySamples() {
    return energySamples.count();
  }
}
