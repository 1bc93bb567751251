package org.cbnet.experiments.bench.stream.naive;

import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Lets a record through unless its key was seen within a time: Confluent's example
 * "EventDeduplicationLambdaIntegrationTest" (kafka-streams-examples) on today's API.
 */
final class Deduplication implements FixedKeyProcessor<String, Sighting, Sighting> {
  static final String STORE = "seen";

  // The example's order of size. The product must hold 7 days: longer would only cost more.
  private static final Duration WINDOW = Duration.ofHours(1);

  private FixedKeyProcessorContext<String, Sighting> context;
  private WindowStore<String, Long> seen;

  static StoreBuilder<WindowStore<String, Long>> store() {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(STORE, WINDOW, WINDOW, false), Serdes.String(), Serdes.Long());
  }

  @Override
  public void init(FixedKeyProcessorContext<String, Sighting> context) {
    this.context = context;
    this.seen = context.getStateStore(STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, Sighting> sighting) {
    long time = sighting.timestamp();
    if (!isKnown(sighting.key(), time)) {
      seen.put(sighting.key(), time, time);
      context.forward(sighting);
    }
  }

  private boolean isKnown(String id, long time) {
    try (WindowStoreIterator<Long> found =
        seen.fetch(id, time - WINDOW.toMillis(), time + WINDOW.toMillis())) {
      return found.hasNext();
    }
  }
}
