package org.cbnet.cloud.topology;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.monitoring.Refusals;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;

/**
 * Reads one input topic: decode, hand over, send what can't be counted to the dead letters.
 *
 * <ol>
 *   <li>No record stops the thread, whatever a device has put into it.
 *   <li>Every record is counted once: {@code received = decoded + undecodable}.
 *   <li>The position is stored after everything else that the record has changed.
 * </ol>
 */
final class InputProcessor<T extends SpecificRecord>
    implements Processor<byte[], byte[], byte[], byte[]> {
  private final AvroCodec<T> codec;
  private final Function<ProcessorContext<byte[], byte[]>, InputHandler<T>> handlers;
  private final SnapshotGate gate;
  private final Refusals refusals;
  private ProcessorContext<byte[], byte[]> context;
  private InputHandler<T> handler;
  private Burials burials;
  private KeyValueStore<Integer, PartitionTotals> partitions;

  InputProcessor(
      Class<T> type,
      Function<ProcessorContext<byte[], byte[]>, InputHandler<T>> handlers,
      SnapshotGate gate,
      Refusals refusals) {
    this.codec = AvroCodec.of(type);
    this.handlers = Objects.requireNonNull(handlers, "handlers is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
    this.refusals = Objects.requireNonNull(refusals, "refusals is null");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.handler = handlers.apply(context);
    this.burials = new Burials(context, gate, refusals);
    this.partitions = CloudStores.PARTITIONS.of(context);
    gate.stores().live(context.taskId().partition());
  }

  @Override
  public void close() {
    // Queries come here no more; one that reads right now is waited for.
    int partition = context.taskId().partition();
    gate.apply(partition, () -> gate.stores().ended(partition));
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    Arrival arrival = new Arrival(context.recordMetadata().orElseThrow(), record);
    gate.apply(arrival.partition(), () -> apply(arrival));
  }

  private void apply(Arrival arrival) {
    int partition = arrival.partition();
    PartitionTotals totals =
        Optional.ofNullable(partitions.get(partition)).orElseGet(PartitionTotals::empty);
    totals.add(Counter.RECORDS_RECEIVED, 1);
    if (arrival.value() == null && handler.handleTombstone(arrival)) {
      totals.add(Counter.RECORDS_DECODED, 1);
    } else {
      decode(arrival, totals);
    }
    totals.cover(arrival.origin().topic(), arrival.origin().offset());
    partitions.put(partition, totals);
    gate.stores().covered(partition, totals);
  }

  private void decode(Arrival arrival, PartitionTotals totals) {
    T value;
    try {
      value = codec.decode(arrival.value());
    } catch (DecodingException e) {
      totals.add(Counter.RECORDS_UNDECODABLE, 1);
      String reason = e.reason().name().toLowerCase(Locale.ROOT);
      burials.bury(arrival, reason, e.getMessage(), false, totals);
      return;
    }
    totals.add(Counter.RECORDS_DECODED, 1);
    Optional<Refusal> refusal = handler.handle(value, arrival, totals);
    refusal.ifPresent(
        refused -> {
          totals.add(Counter.RECORDS_REFUSED, 1);
          burials.bury(arrival, refused, totals);
        });
  }
}
