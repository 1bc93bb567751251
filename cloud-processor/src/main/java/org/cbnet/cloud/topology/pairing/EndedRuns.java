package org.cbnet.cloud.topology.pairing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.pairing.RunKey;
import org.cbnet.cloud.store.PairingStores;

/** Which runs a partition keeps nothing of any more, so that a straggler does not revive one. */
public final class EndedRuns {
  /** How long runs are kept after their last record, and their ends after that. */
  public static final Duration KEPT = Duration.ofDays(90);

  private final KeyValueStore<RunKey, RunEnd> ends;
  private final int partition;

  public EndedRuns(ProcessingContext context) {
    this.ends = PairingStores.ENDED_RUNS.of(context);
    this.partition = context.taskId().partition();
  }

  /** How a run ended; nothing where it has not. */
  public Optional<RunEnd> find(String runId) {
    return Optional.ofNullable(ends.get(new RunKey(runId, partition)));
  }

  /** Notes an end. */
  public void put(String runId, RunEnd end) {
    ends.put(new RunKey(runId, partition), end);
  }

  /** Forgets ends that are so old that nothing can come of their runs any more. */
  public void forget(long nowMillis) {
    for (KeyValue<RunKey, RunEnd> end : all()) {
      if (end.value.isPurged() && nowMillis - end.value.endedMillis() > KEPT.toMillis()) {
        ends.put(end.key, null);
      }
    }
  }

  /** A run of which something is left to take away. */
  public Optional<KeyValue<RunKey, RunEnd>> unpurged() {
    return all().stream().filter(end -> !end.value.isPurged()).findFirst();
  }

  private List<KeyValue<RunKey, RunEnd>> all() {
    List<KeyValue<RunKey, RunEnd>> all = new ArrayList<>();
    try (KeyValueIterator<RunKey, RunEnd> entries = ends.all()) {
      entries.forEachRemaining(all::add);
    }
    return all;
  }
}
