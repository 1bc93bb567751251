package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.deadletter.LetterHeaders;
import org.cbnet.cloud.deadletter.LetterOrigin;
import org.cbnet.cloud.deadletter.Replayed;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;

/**
 * Reads dead letters that are to be counted after all.
 *
 * <p>A replay moves a record from undecodable or refused to what it is now, with the append time
 * that it had, and is no receipt: {@code RECORDS_RECEIVED} stays. What it has changed is remembered
 * by where the record came from, so that a second replay changes nothing.
 */
final class ReplayProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Function<ProcessorContext<byte[], byte[]>, List<Replayer<?>>> make;
  private final SnapshotGate gate;
  private ProcessorContext<byte[], byte[]> context;
  private Map<String, Replayer<?>> replayers;
  private KeyValueStore<LetterOrigin, Replayed> replays;
  private KeyValueStore<Integer, PartitionTotals> partitions;

  ReplayProcessor(
      Function<ProcessorContext<byte[], byte[]>, List<Replayer<?>>> make, SnapshotGate gate) {
    this.make = Objects.requireNonNull(make, "make is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.replayers =
        make.apply(context).stream().collect(Collectors.toMap(Replayer::topic, each -> each));
    this.replays = CloudStores.REPLAYS.of(context);
    this.partitions = CloudStores.PARTITIONS.of(context);
    context.schedule(
        SWEEP,
        PunctuationType.WALL_CLOCK_TIME,
        any -> gate.apply(context.taskId().partition(), this::sweep));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata at = context.recordMetadata().orElseThrow();
    gate.apply(at.partition(), () -> apply(at, record));
  }

  private void apply(RecordMetadata at, Record<byte[], byte[]> record) {
    PartitionTotals totals =
        Optional.ofNullable(partitions.get(at.partition())).orElseGet(PartitionTotals::empty);
    Optional<Replayed> changed =
        LetterHeaders.of(record.headers())
            .filter(letter -> letter.whole() && letter.origin().partition() == at.partition())
            .flatMap(letter -> replay(letter, record, totals));
    boolean counted = changed.map(Replayed::done).orElse(false);
    totals.add(counted ? Counter.RECORDS_REPLAYED : Counter.REPLAYS_WITHOUT_EFFECT, 1);
    totals.cover(at.topic(), at.offset());
    partitions.put(at.partition(), totals);
    gate.stores().covered(at.partition(), totals);
  }

  private void sweep() {
    Sweep.of(replays, replay -> replay.isOver(context.currentStreamTimeMs()));
  }

  private Optional<Replayed> replay(
      LetterHeaders letter, Record<byte[], byte[]> record, PartitionTotals totals) {
    Replayer<?> replayer = replayers.get(letter.origin().topic());
    Replayed before = replays.get(letter.origin());
    if (replayer == null || (before != null && before.done())) {
      return Optional.empty();
    }
    Arrival arrival =
        new Arrival(
            letter.origin(),
            record.withTimestamp(Math.max(0, letter.appendMillis())),
            record.timestamp());
    Optional<Replayed> changed;
    if (before != null) {
      changed = replayer.refused(before.remembered(), arrival, totals);
    } else if (Refusal.isReason(letter.reason())) {
      changed = replayer.refused(letter.remembered(), arrival, totals);
    } else {
      changed = replayer.undecodable(arrival, totals);
    }
    changed.ifPresent(now -> replays.put(letter.origin(), now));
    return changed;
  }
}
