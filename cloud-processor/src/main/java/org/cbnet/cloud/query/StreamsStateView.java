package org.cbnet.cloud.query;

import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.cbnet.cloud.store.Store;

/** Reads the stores of a running application. */
public final class StreamsStateView implements StateView {
  private final KafkaStreams streams;

  public StreamsStateView(KafkaStreams streams) {
    this.streams = Objects.requireNonNull(streams, "streams is null");
  }

  @Override
  public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store) {
    // Before all partitions are there, the rest would pass for the whole.
    if (streams.state() != KafkaStreams.State.RUNNING) {
      throw new NotReadyException(
          "the cloud is %s".formatted(streams.state().name().toLowerCase(Locale.ROOT)));
    }
    return streams.store(
        StoreQueryParameters.fromNameAndType(
            store.name(), QueryableStoreTypes.<K, V>keyValueStore()));
  }
}
