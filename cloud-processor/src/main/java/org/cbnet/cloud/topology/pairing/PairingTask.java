package org.cbnet.cloud.topology.pairing;

import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.pairing.Bucket;
import org.cbnet.cloud.pairing.BucketKey;
import org.cbnet.cloud.pairing.CohortKey;
import org.cbnet.cloud.pairing.CohortRow;
import org.cbnet.cloud.pairing.DueKey;
import org.cbnet.cloud.pairing.PairKey;
import org.cbnet.cloud.pairing.PairRow;
import org.cbnet.cloud.pairing.PairingTotals;
import org.cbnet.cloud.store.PairingStores;

/**
 * The stores of one partition of the outcomes.
 *
 * @param partition of the outcomes
 * @param buckets of frames
 * @param dues by minute
 * @param cohorts of the partition
 * @param pairs of the partition
 * @param partitions its position and counters
 * @param ended runs
 */
public record PairingTask(
    int partition,
    KeyValueStore<BucketKey, Bucket> buckets,
    KeyValueStore<DueKey, Integer> dues,
    KeyValueStore<CohortKey, CohortRow> cohorts,
    KeyValueStore<PairKey, PairRow> pairs,
    KeyValueStore<Integer, PairingTotals> partitions,
    EndedRuns ended) {

  /** The task's. */
  public static PairingTask of(ProcessingContext context) {
    return new PairingTask(
        context.taskId().partition(),
        PairingStores.BUCKETS.of(context),
        PairingStores.DUES.of(context),
        PairingStores.COHORTS.of(context),
        PairingStores.PAIRS.of(context),
        PairingStores.PARTITIONS.of(context),
        new EndedRuns(context));
  }

  /** Its counters. */
  public PairingTotals totals() {
    return Optional.ofNullable(partitions.get(partition)).orElseGet(PairingTotals::empty);
  }

  /** Stores its counters. */
  public void put(PairingTotals totals) {
    partitions.put(partition, totals);
  }
}
