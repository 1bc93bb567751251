package org.cbnet.cloud.topology.pairing;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.cbnet.cloud.pairing.Bucket;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.DueKey;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.pairing.PairingCounts;
import org.cbnet.cloud.pairing.Slot;

/**
 * Closes slots that wait for over an hour.
 *
 * <p>A slot that was opened in one minute of its partition's clock is closed by the first record of
 * a minute more than 60 later, whatever that record holds: what becomes of an outcome follows from
 * the records and their order alone.
 */
final class Closing {
  private static final long OPEN_MINUTES = 60;
  private static final long NEVER = Long.MAX_VALUE;

  private final PairingTask task;
  // The earliest minute that has slots; not known before the first look.
  private long earliest = Long.MIN_VALUE;

  Closing(PairingTask task) {
    this.task = task;
  }

  /** Notes that slots may have been opened. */
  void opened(long minute) {
    earliest = Math.min(earliest, minute);
  }

  /** Whether a record of a minute would close slots, as far as is known. */
  boolean isDue(long minute) {
    if (earliest == Long.MIN_VALUE) {
      earliest = first();
    }
    return earliest != NEVER && earliest + OPEN_MINUTES < minute;
  }

  /** Closes what is due in a minute of the clock. */
  void run(long minute) {
    if (!isDue(minute)) {
      return;
    }
    List<DueKey> due = new ArrayList<>();
    earliest = NEVER;
    try (KeyValueIterator<DueKey, Integer> dues = task.dues().all()) {
      while (dues.hasNext()) {
        DueKey key = dues.next().key;
        if (key.minute() + OPEN_MINUTES >= minute) {
          earliest = key.minute();
          break;
        }
        due.add(key);
      }
    }
    for (DueKey key : due) {
      close(key);
      task.dues().put(key, null);
    }
  }

  private void close(DueKey key) {
    Bucket bucket = task.buckets().get(key.bucket());
    if (bucket == null) {
      // Its run has ended since.
      return;
    }
    List<Slot> slots = bucket.close(key.minute());
    CohortKey cohortKey = new CohortKey(key.bucket().cohort(), task.partition());
    CohortRow row = task.cohorts().get(cohortKey);
    if (slots.isEmpty() || row == null) {
      return;
    }
    PairingCounts counts = row.counts();
    long outcomes = slots.stream().mapToLong(Slot::size).sum();
    counts.add(PairingCounter.OPEN_FRAMES, -slots.size());
    counts.add(PairingCounter.OPEN, -outcomes);
    counts.add(PairingCounter.UNPAIRED_FRAMES, slots.size());
    counts.add(PairingCounter.UNPAIRED, outcomes);
    task.buckets().put(key.bucket(), bucket);
    task.cohorts().put(cohortKey, row);
  }

  private long first() {
    try (KeyValueIterator<DueKey, Integer> dues = task.dues().all()) {
      if (!dues.hasNext()) {
        return NEVER;
      }
      KeyValue<DueKey, Integer> due = dues.next();
      return due.key.minute();
    }
  }
}
