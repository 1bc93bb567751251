package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.topology.windows.Emissions;

/** What a task does by the wall clock: sends rows that are due, forgets what is too old. */
final class Housekeeping {
  private static final Duration EMIT_EVERY = Duration.ofSeconds(1);
  private static final Duration EXPIRE_EVERY = Duration.ofSeconds(10);

  private final ProcessorContext<byte[], byte[]> context;
  private final SnapshotGate gate;

  Housekeeping(ProcessorContext<byte[], byte[]> context, SnapshotGate gate) {
    this.context = context;
    this.gate = gate;
  }

  /** Starts; the task ends it. */
  void start(Expiry expiry) {
    Emissions emissions = new Emissions(context);
    every(EMIT_EVERY, emissions::send);
    every(EXPIRE_EVERY, now -> expiry.run(context.currentStreamTimeMs()));
  }

  private void every(Duration interval, LongConsumer work) {
    int partition = context.taskId().partition();
    context.schedule(
        interval,
        PunctuationType.WALL_CLOCK_TIME,
        now -> gate.apply(partition, () -> work.accept(now)));
  }
}
