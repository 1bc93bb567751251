package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.pairing.OutcomeBlocks;
import org.cbnet.cloud.state.OutcomeBlock;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.record.ResultBatch;

/** Sends what paired runs brought to where all arms' outcomes of a frame meet. */
final class PairedOutcomes {
  /** Name of the sink in the topology. */
  static final String SINK = "paired-outcomes";

  private final ProcessorContext<byte[], byte[]> context;
  private final AvroCodec<OutcomeBlock> codec = AvroCodec.of(OutcomeBlock.class);

  PairedOutcomes(ProcessorContext<byte[], byte[]> context) {
    this.context = Objects.requireNonNull(context, "context is null");
  }

  /** Sends a batch's fresh results. */
  void send(ResultBatch batch, List<SequenceSpan> fresh, Arrival arrival, PartitionTotals totals) {
    for (OutcomeBlock block : OutcomeBlocks.of(batch, fresh)) {
      totals.add(Counter.OUTCOMES_EMITTED, block.getCount());
      byte[] key = OutcomeBlocks.key(block);
      context.forward(new Record<>(key, codec.encode(block), arrival.appendMillis()), SINK);
    }
  }
}
