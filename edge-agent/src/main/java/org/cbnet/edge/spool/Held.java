package org.cbnet.edge.spool;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.cbnet.schemas.record.SequenceRange;

/**
 * What must be known of an entry to let it go: all but its payload.
 *
 * @param position place in the FIFO
 * @param ledger number of the boot's ledger
 * @param first sequence number of its first result, or of the energy sample
 * @param results how many; 0 for an energy sample
 * @param bytes that it takes of the cap
 * @param announced ranges that it announces
 * @param wallMicros when it was spooled; empty where the wall clock was not known to be right
 * @param monotonicNanos when it was spooled, by the clock of its start of the operating system
 */
record Held(
    long position,
    long ledger,
    long first,
    int results,
    long bytes,
    List<SequenceRange> announced,
    OptionalLong wallMicros,
    long monotonicNanos) {

  Held {
    Objects.requireNonNull(wallMicros, "wallMicros is null");
    announced = List.copyOf(announced);
    if (first < 0 || results < 0 || bytes < 1 || position == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "no entry: position %d, first %d, results %d, bytes %d"
              .formatted(position, first, results, bytes));
    }
  }

  boolean isEnergy() {
    return results == 0;
  }

  long last() {
    return first + Math.max(1, results) - 1;
  }
}
