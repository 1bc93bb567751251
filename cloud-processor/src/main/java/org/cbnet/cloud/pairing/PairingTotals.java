package org.cbnet.cloud.pairing;

import org.cbnet.cloud.state.PairingState;
import org.cbnet.cloud.state.StateFormat;

/** How far one partition of the outcomes is covered. Not thread-safe. */
public final class PairingTotals {

  private final PairingCounts counts;
  private long nextOffset;
  private long clockMinute;

  private PairingTotals(PairingCounts counts) {
    this.counts = counts;
  }

  /** Of nothing. */
  public static PairingTotals empty() {
    return new PairingTotals(new PairingCounts());
  }

  /** As {@link #toState()} gave it. */
  public static PairingTotals of(PairingState state) {
    PairingTotals totals = new PairingTotals(PairingCounts.of(state.getCounters()));
    totals.nextOffset = state.getNextOffset();
    totals.clockMinute = state.getClockMinute();
    return totals;
  }

  /** The stored form. */
  public PairingState toState() {
    return new PairingState(StateFormat.VERSION, nextOffset, clockMinute, counts.toState());
  }

  /** Moves the partition's clock on to a minute since 1970; true where that is news. */
  public boolean advance(long minute) {
    if (minute <= clockMinute) {
      return false;
    }
    clockMinute = minute;
    return true;
  }

  /** The partition's clock: the latest append time seen, minutes since 1970. */
  public long clockMinute() {
    return clockMinute;
  }

  /** Notes that the partition is covered up to an offset, included. */
  public void cover(long offset) {
    nextOffset = offset + 1;
  }

  /** First offset not covered. */
  public long nextOffset() {
    return nextOffset;
  }

  /** What became of outcomes apart from the cohorts' rows. */
  public PairingCounts counts() {
    return counts;
  }
}
