package org.cbnet.cloud.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.topology.pairing.EndedRuns;
import org.cbnet.cloud.topology.pairing.PairingEnds;
import org.cbnet.cloud.topology.pairing.PairingTask;

/**
 * Takes the totals and pairs of runs away that were deleted or are older than runs are kept; what
 * they had counted stays in a counter, and so does what still comes of them.
 */
final class RunEnds {
  private final int partition;
  private final KeyValueStore<RoundKey, Aggregate> rounds;
  private final KeyValueStore<Integer, PartitionTotals> partitions;
  private final EndedRuns ended;
  private final PairingEnds pairing;
  private String before = "";

  RunEnds(ProcessingContext context) {
    this.partition = context.taskId().partition();
    this.rounds = CloudStores.ROUNDS.of(context);
    this.partitions = CloudStores.PARTITIONS.of(context);
    this.ended = new EndedRuns(context);
    this.pairing = new PairingEnds(PairingTask.of(context));
  }

  /** In which counter the results of an ended run are. */
  static Counter counter(RunEnd.Reason reason) {
    return reason == RunEnd.Reason.DELETED
        ? Counter.RESULTS_OF_RUNS_DELETED
        : Counter.RESULTS_OF_RUNS_EXPIRED;
  }

  /** Ends a run, once. */
  void end(String runId, RunEnd.Reason reason, long nowMillis, PartitionTotals totals) {
    if (ended.find(runId).isPresent()) {
      return;
    }
    for (KeyValue<RoundKey, Aggregate> row : rows(runId)) {
      totals.add(counter(reason), row.value.figures().tally().results());
      rounds.put(row.key, null);
    }
    pairing.end(runId, reason);
    ended.put(runId, new RunEnd(reason, nowMillis, false));
  }

  /** Looks at one run more, and ends it where its last record is too old. */
  void expire(long nowMillis) {
    String runId = next();
    if (runId.isEmpty()) {
      ended.forget(nowMillis);
    } else {
      if (nowMillis - lastMillis(runId) > EndedRuns.KEPT.toMillis()) {
        PartitionTotals totals =
            Optional.ofNullable(partitions.get(partition)).orElseGet(PartitionTotals::empty);
        end(runId, RunEnd.Reason.EXPIRED, nowMillis, totals);
        partitions.put(partition, totals);
      }
    }
    before = runId;
  }

  /** Takes away a part of what is left of runs that have ended. */
  void purge() {
    pairing.purge();
  }

  private long lastMillis(String runId) {
    return Math.max(
        pairing.lastMillis(runId),
        rows(runId).stream()
            .mapToLong(row -> row.value.figures().appended().lastMillis())
            .max()
            .orElse(0));
  }

  /** The run after the one that was looked at before; empty after the last. */
  private String next() {
    // Behind all rows of that run: a tilde is behind whatever a strategy's name may hold.
    RoundKey from = new RoundKey(before, "~", "", "", "", "", "", 0, 0);
    Optional<String> paired = pairing.after(before);
    try (KeyValueIterator<RoundKey, Aggregate> rows =
        before.isEmpty() ? rounds.all() : rounds.range(from, null)) {
      Optional<String> other =
          rows.hasNext() ? Optional.of(rows.next().key.runId()) : Optional.empty();
      return Stream.concat(paired.stream(), other.stream())
          .min(Comparator.naturalOrder())
          .orElse("");
    }
  }

  private List<KeyValue<RoundKey, Aggregate>> rows(String runId) {
    List<KeyValue<RoundKey, Aggregate>> rows = new ArrayList<>();
    try (KeyValueIterator<RoundKey, Aggregate> all =
        rounds.prefixScan(CloudStores.roundsOf(runId), new StringSerializer())) {
      all.forEachRemaining(rows::add);
    }
    return rows;
  }
}
