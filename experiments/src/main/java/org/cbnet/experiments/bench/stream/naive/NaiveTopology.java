package org.cbnet.experiments.bench.stream.naive;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.WindowStore;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.ResultBatch;

/**
 * What a competent user writes first: the DSL, a record a result, duplicates known from a window
 * store, one windowed aggregation with a count and a sum.
 *
 * <p>Less than the product does: no energy, no devices, no sketches, no refusals. Where there was a
 * choice the quicker one was taken: a slim value after the first step, no larger a window than
 * needed, the batch's time for all its results.
 */
public final class NaiveTopology {
  /** Step at which a result has been told from its repeats and is added up. */
  private static final String BY_GROUP = "by-group";

  private NaiveTopology() {}

  /** The topic that holds one record for each result, on its way to the sums. */
  public static String resultsTopic(String applicationId) {
    return applicationId + "-" + BY_GROUP + "-repartition";
  }

  /** The topology. */
  public static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(Deduplication.store());
    Serde<ResultBatch> batches = Topics.INFERENCE_RESULTS.value();
    builder.stream(
            Topics.INFERENCE_RESULTS.name(),
            Consumed.with(Serdes.String(), batches)
                .withTimestampExtractor(
                    (batch, before) -> captureMillis((ResultBatch) batch.value())))
        .flatMap((device, batch) -> Sighting.of(batch))
        .processValues(Deduplication::new, Named.as("deduplication"), Deduplication.STORE)
        .map((id, sighting) -> KeyValue.pair(sighting.group(), sighting.latencyNanos()))
        .groupByKey(Grouped.with(BY_GROUP, Serdes.String(), Serdes.Long()))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), Duration.ofHours(1)))
        .aggregate(
            () -> Sum.NONE,
            (group, nanos, sum) -> sum.plus(nanos),
            Materialized.<String, Sum, WindowStore<Bytes, byte[]>>as("sums")
                .withKeySerde(Serdes.String())
                .withValueSerde(Sum.SERDE));
    return builder.build();
  }

  private static long captureMillis(ResultBatch batch) {
    return batch.getResults().get(0).getCaptureMicros() / 1_000;
  }
}
