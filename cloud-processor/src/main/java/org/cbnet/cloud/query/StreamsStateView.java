package org.cbnet.cloud.query;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.cbnet.cloud.store.Store;

/** Reads the stores of a running application that holds all partitions of the input. */
public final class StreamsStateView implements StateView {
  private final KafkaStreams streams;
  private final int partitions;

  /**
   * @param partitions of each input topic
   */
  public StreamsStateView(KafkaStreams streams, int partitions) {
    this.streams = Objects.requireNonNull(streams, "streams is null");
    this.partitions = partitions;
  }

  @Override
  public <K, V> ReadOnlyKeyValueStore<K, V> read(Store<K, V> store) {
    obstacle()
        .ifPresent(
            reason -> {
              throw new NotReadyException(reason);
            });
    return streams.store(
        StoreQueryParameters.fromNameAndType(
            store.name(), QueryableStoreTypes.<K, V>keyValueStore()));
  }

  /** Why queries can't be answered; nothing where they can. */
  public Optional<String> obstacle() {
    KafkaStreams.State state = streams.state();
    return state == KafkaStreams.State.RUNNING
        ? obstacle(state, held(), partitions)
        : obstacle(state, 0, partitions);
  }

  /** Before all partitions are there, or where another instance has some, a part is no answer. */
  static Optional<String> obstacle(KafkaStreams.State state, long held, int partitions) {
    if (state != KafkaStreams.State.RUNNING) {
      return Optional.of("the cloud is %s".formatted(state.name().toLowerCase(Locale.ROOT)));
    }
    return held == partitions
        ? Optional.empty()
        : Optional.of(
            "this instance holds %d of %d input partitions: end the other instances"
                .formatted(held, partitions));
  }

  private long held() {
    // All inputs have the same partitions and one task each.
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(task -> task.taskId().partition())
        .distinct()
        .count();
  }
}
