package org.cbnet.cloud.conservation;

import java.util.stream.LongStream;
import org.cbnet.cloud.dedup.Sightings;

/**
 * Sums over boots: one boot's surplus never makes up for what another one lacks. Not thread-safe.
 */
final class DistinctTotals {
  private long acknowledged;
  private long received;
  private long accepted;
  private long lost;

  void add(Sightings boot) {
    add(boot.acknowledged(), boot.received(), boot.accepted(), boot.lost());
  }

  void add(long moreAcknowledged, long moreReceived, long moreAccepted, long moreLost) {
    acknowledged += moreAcknowledged;
    received += moreReceived;
    accepted += moreAccepted;
    lost += moreLost;
  }

  LongStream sums() {
    return LongStream.of(acknowledged, received, accepted, lost);
  }

  int add(long[] sums, int from) {
    acknowledged += sums[from];
    received += sums[from + 1];
    accepted += sums[from + 2];
    lost += sums[from + 3];
    return from + 4;
  }

  long acknowledged() {
    return acknowledged;
  }

  long received() {
    return received;
  }

  long accepted() {
    return accepted;
  }

  long lost() {
    return lost;
  }
}
