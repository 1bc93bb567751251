package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.state.RunDeletion;
import org.cbnet.cloud.store.SnapshotGate;

/** Forgets runs: those that somebody deletes, and those that are too old. */
final class DeletionsHandler implements InputHandler<RunDeletion> {
  private static final Duration PURGE_EVERY = Duration.ofSeconds(1);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final RunEnds ends;

  DeletionsHandler(ProcessorContext<byte[], byte[]> context, SnapshotGate gate) {
    this.ends = new RunEnds(context);
    int partition = context.taskId().partition();
    context.schedule(
        LOOK_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        now -> gate.apply(partition, () -> ends.expire(now)));
    context.schedule(
        PURGE_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> gate.apply(partition, ends::purge));
  }

  @Override
  public Optional<Refusal> handle(RunDeletion deletion, Arrival arrival, PartitionTotals totals) {
    Optional<Refusal> refusal = new Rules().id("runId", deletion.getRunId()).refusal();
    if (refusal.isEmpty()) {
      ends.end(deletion.getRunId(), RunEnd.Reason.DELETED, arrival.appendMillis(), totals);
    }
    return refusal;
  }
}
