package org.cbnet.cloud.topology.windows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.state.AggregateState;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowMerge;
import org.cbnet.cloud.stats.WindowPart;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.schemas.record.WindowStats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the parts of a window's row up and sends it out, each time with a higher revision. */
public final class WindowMerger implements Processor<byte[], byte[], String, WindowStats> {
  private static final Logger LOG = LoggerFactory.getLogger(WindowMerger.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  // All partitions send a row at its end, and their instances commit within the interval: what
  // comes within this more is one revision.
  private static final Duration PARTS_GATHER = Duration.ofSeconds(2);

  private final SnapshotGate gate;
  private final long gatherMillis;
  private ProcessorContext<String, WindowStats> context;
  private KeyValueStore<WindowKey, WindowPart> parts;
  private KeyValueStore<WindowKey, WindowMerge> merges;
  // Those that are due some time; the store has them all.
  private final List<WindowKey> waiting = new ArrayList<>();

  /**
   * @param commitInterval how long a part may be on its way
   */
  public WindowMerger(SnapshotGate gate, Duration commitInterval) {
    this.gatherMillis = commitInterval.plus(PARTS_GATHER).toMillis();
    this.gate = Objects.requireNonNull(gate, "gate is null");
  }

  @Override
  public void init(ProcessorContext<String, WindowStats> context) {
    this.context = context;
    this.parts = CloudStores.WINDOW_PARTS.of(context);
    this.merges = CloudStores.WINDOW_MERGES.of(context);
    // Kafka begins again with the same object where it gives up what was not committed.
    waiting.clear();
    try (KeyValueIterator<WindowKey, WindowMerge> all = merges.all()) {
      all.forEachRemaining(
          entry -> {
            if (entry.value.isWaiting()) {
              waiting.add(entry.key);
            }
          });
    }
    int partition = context.taskId().partition();
    context.schedule(
        LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> gate.apply(partition, () -> send(now)));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    gate.apply(context.taskId().partition(), () -> take(record));
  }

  private void take(Record<byte[], byte[]> record) {
    WindowKey row;
    WindowPart part;
    try {
      row = CloudStores.rowKey(record.key());
      part = CloudStores.part(record.value());
      // Of use later; what is in it is looked at here, where it can still be passed over.
      CloudStores.row(part);
    } catch (RuntimeException e) {
      // Whatever bytes can break; none of them may stop the thread.
      LOG.error("a stranger's record was passed over topicName={}", WindowTopics.PARTS.name(), e);
      return;
    }
    parts.put(row.at(part.partition()), part);
    WindowMerge merge = merges.get(row);
    if (merge == null) {
      merge = WindowMerge.empty();
    }
    if (!merge.isWaiting()) {
      waiting.add(row);
    }
    merge.take(part.partition(), record.timestamp() + gatherMillis);
    merges.put(row, merge);
  }

  private void send(long nowMillis) {
    waiting.removeIf(row -> isSent(row, nowMillis));
  }

  private boolean isSent(WindowKey row, long nowMillis) {
    WindowMerge merge = merges.get(row);
    if (!merge.isDue(nowMillis)) {
      return false;
    }
    context.forward(new Record<>(WindowRows.key(row), merged(row, merge), nowMillis));
    merges.put(row, merge);
    return true;
  }

  private WindowStats merged(WindowKey row, WindowMerge merge) {
    List<WindowPart> all = new ArrayList<>();
    merge.partitions().forEach(partition -> all.add(parts.get(row.at(partition))));
    boolean isFinal = all.stream().allMatch(WindowPart::isFinal);
    return WindowRows.of(row, sum(all), merge.send(), isFinal);
  }

  private static AggregateState sum(List<WindowPart> all) {
    if (all.size() == 1) {
      // Its sketches go on as they are.
      return CloudStores.row(all.get(0));
    }
    Aggregate sum = Aggregate.empty();
    all.forEach(part -> sum.merge(Aggregate.of(CloudStores.row(part))));
    return sum.toState();
  }
}
