package org.cbnet.cloud.topology.pairing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.pairing.PairingTotals;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.store.PairingStores;

/**
 * Takes the pairs of runs away that were deleted or are older than runs are kept: rows at once,
 * buckets of frames bit by bit. What the rows had counted stays in a counter.
 */
public final class PairingEnds {
  private static final int BUCKETS_A_STEP = 1_000;

  private final PairingTask task;

  public PairingEnds(PairingTask task) {
    this.task = task;
  }

  /** Takes a run's rows away. */
  public void end(String runId, RunEnd.Reason reason) {
    PairingTotals totals = task.totals();
    for (KeyValue<CohortKey, CohortRow> cohort : cohorts(runId)) {
      totals.counts().add(counter(reason), cohort.value.counts().count(PairingCounter.READ));
      task.cohorts().put(cohort.key, null);
    }
    remove(task.pairs(), runId, Integer.MAX_VALUE);
    task.put(totals);
  }

  /** In which counter the outcomes of an ended run are. */
  static PairingCounter counter(RunEnd.Reason reason) {
    return reason == RunEnd.Reason.DELETED ? PairingCounter.DELETED : PairingCounter.EXPIRED;
  }

  /** Takes away some buckets of runs that have ended. */
  public void purge() {
    task.ended()
        .unpurged()
        .ifPresent(
            end -> {
              if (remove(task.buckets(), end.key.runId(), BUCKETS_A_STEP) < BUCKETS_A_STEP) {
                task.ended().put(end.key.runId(), end.value.purged());
              }
            });
  }

  /** Append time of the last outcomes of a run, milliseconds since 1970; 0 of none. */
  public long lastMillis(String runId) {
    return cohorts(runId).stream().mapToLong(row -> row.value.lastAppendMillis()).max().orElse(0);
  }

  /** The first run that follows another, if any. */
  public Optional<String> after(String before) {
    try (KeyValueIterator<CohortKey, CohortRow> rows = task.cohorts().all()) {
      while (rows.hasNext()) {
        String runId = rows.next().key.cohort().runId();
        if (runId.compareTo(before) > 0) {
          return Optional.of(runId);
        }
      }
    }
    return Optional.empty();
  }

  private List<KeyValue<CohortKey, CohortRow>> cohorts(String runId) {
    List<KeyValue<CohortKey, CohortRow>> rows = new ArrayList<>();
    try (KeyValueIterator<CohortKey, CohortRow> all =
        task.cohorts().prefixScan(PairingStores.keysOf(runId), new StringSerializer())) {
      all.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static <K> int remove(KeyValueStore<K, ?> store, String runId, int most) {
    List<K> keys = new ArrayList<>();
    try (KeyValueIterator<K, ?> rows =
        store.prefixScan(PairingStores.keysOf(runId), new StringSerializer())) {
      while (rows.hasNext() && keys.size() < most) {
        keys.add(rows.next().key);
      }
    }
    keys.forEach(key -> store.put(key, null));
    return keys.size();
  }
}
