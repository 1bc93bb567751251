package org.cbnet.cloud.topology.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cbnet.cloud.TestRecords.NOON;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.store.Store;
import org.cbnet.schemas.record.WindowStats;
import org.junit.jupiter.api.Test;

class WindowMergerTest {

  /** A task that Kafka revives has the processors that it had, and the state of its last commit. */
  @Test
  void forgetsWhatWasNotCommittedWhereItBeginsAgain() {
    WindowMerger merger = new WindowMerger(new SnapshotGate(), Duration.ofSeconds(1));
    merger.init(context());
    merger.process(part());
    MockProcessorContext<String, WindowStats> revived = context();

    merger.init(revived);
    revived
        .scheduledPunctuators()
        .get(0)
        .getPunctuator()
        .punctuate(NOON.plus(Duration.ofHours(2)).toEpochMilli());

    assertThat(revived.forwarded()).isEmpty();
  }

  /** Another instance's part is on its way until that commits. */
  @Test
  void waitsForTheOthersAsLongAsTheirCommitsMayTake() {
    WindowMerger merger = new WindowMerger(new SnapshotGate(), Duration.ofSeconds(5));
    MockProcessorContext<String, WindowStats> context = context();
    merger.init(context);
    merger.process(part());
    var punctuator = context.scheduledPunctuators().get(0).getPunctuator();

    punctuator.punctuate(NOON.plusMillis(6_999).toEpochMilli());
    assertThat(context.forwarded()).isEmpty();

    punctuator.punctuate(NOON.plusMillis(7_000).toEpochMilli());
    assertThat(context.forwarded()).hasSize(1);
  }

  private static Record<byte[], byte[]> part() {
    Group group = new Group("", "edge-full", "ab12", "cd34", "board", "lab", "", "");
    WindowKey row = new WindowKey(WindowSize.MINUTE, NOON.getEpochSecond(), group, 0);
    return new Record<>(
        CloudStores.rowKey(row), CloudStores.part(0, true, Aggregate.empty()), NOON.toEpochMilli());
  }

  private static MockProcessorContext<String, WindowStats> context() {
    MockProcessorContext<String, WindowStats> context = new MockProcessorContext<>();
    open(CloudStores.WINDOW_PARTS, context);
    open(CloudStores.WINDOW_MERGES, context);
    return context;
  }

  private static <K, V> void open(Store<K, V> types, MockProcessorContext<?, ?> context) {
    KeyValueStore<K, V> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(types.name()), types.key(), types.value())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
  }
}
