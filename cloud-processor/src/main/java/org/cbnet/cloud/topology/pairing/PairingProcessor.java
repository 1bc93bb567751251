package org.cbnet.cloud.topology.pairing;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.cbnet.cloud.pairing.PairingCounter;
import org.cbnet.cloud.pairing.PairingTotals;
import org.cbnet.cloud.pairing.RunEnd;
import org.cbnet.cloud.state.OutcomeBlock;
import org.cbnet.cloud.state.PublishedStates;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares arms frame by frame: all outcomes of a frame come to one task, whichever device sent
 * them.
 *
 * <p>Where nothing comes, nothing closes a slot: then it writes a record without content into its
 * own partition, and the time that the broker gives that one closes it. So the wall clock says when
 * slots are closed, and never which.
 */
public final class PairingProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Logger LOG = LoggerFactory.getLogger(PairingProcessor.class);
  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final AvroCodec<OutcomeBlock> codec =
      AvroCodec.of(OutcomeBlock.class, PublishedStates.of("OutcomeBlock"));
  private final SnapshotGate gate;
  private ProcessorContext<byte[], byte[]> context;
  private PairingTask task;
  private Closing closing;

  public PairingProcessor(SnapshotGate gate) {
    this.gate = Objects.requireNonNull(gate, "gate is null");
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.task = PairingTask.of(context);
    this.closing = new Closing(task);
    context.schedule(LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, this::look);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata origin = context.recordMetadata().orElseThrow();
    gate.apply(task.partition(), () -> apply(record, origin));
  }

  private void apply(Record<byte[], byte[]> record, RecordMetadata origin) {
    PairingTotals totals = task.totals();
    if (totals.advance(TimeUnit.MILLISECONDS.toMinutes(record.timestamp()))) {
      closing.run(totals.clockMinute());
    }
    try {
      if (record.value() != null) {
        fold(codec.decode(record.value()), record.timestamp(), totals);
      }
    } catch (DecodingException e) {
      totals.counts().add(PairingCounter.UNDECODABLE, 1);
      LOG.error(
          "a stranger's record was passed over topicName={} partition={} offset={} reason={}",
          origin.topic(),
          origin.partition(),
          origin.offset(),
          e.getMessage());
    }
    totals.cover(origin.offset());
    task.put(totals);
  }

  private void fold(OutcomeBlock block, long appendMillis, PairingTotals totals) {
    Optional<RunEnd> end = task.ended().find(block.getRunId());
    totals.counts().add(PairingCounter.READ, block.getCount());
    if (end.isPresent()) {
      totals.counts().add(PairingEnds.counter(end.get().reason()), block.getCount());
      return;
    }
    new Folding(task, block, totals.clockMinute(), appendMillis).run();
    closing.opened(totals.clockMinute());
  }

  private void look(long nowMillis) {
    if (closing.isDue(TimeUnit.MILLISECONDS.toMinutes(nowMillis))) {
      context.forward(new Record<>(OutcomePartition.own(task.partition()), null, nowMillis));
    }
  }
}
