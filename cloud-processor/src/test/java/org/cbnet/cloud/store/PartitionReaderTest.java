package org.cbnet.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionReaderTest {
  private static final Store<String, Long> ONE = new Store<>("one", Serdes.String(), Serdes.Long());
  private static final Store<String, Long> OTHER =
      new Store<>("other", Serdes.String(), Serdes.Long());

  private final SnapshotGate gate = new SnapshotGate();
  private final PartitionReader reader = new PartitionReader(gate);
  @TempDir private Path folder;

  /** As with outcomes of paired runs, and with what expires: the devices' topics stand still. */
  @Test
  void isNoCopyWhereOneStoreIsACommitAheadThoughNoPositionMoved() {
    withStores(
        (one, other) -> {
          PartitionTotals totals = PartitionTotals.empty();
          totals.cover("input", 7);
          gate.stores().covered(0, totals);
          commit(one, other, 1);
          commit(one, other, 2);
          Map<String, Long> position = Map.of("input", 8L);
          assertThat(read().orElseThrow().position()).isEqualTo(position);

          one.put("a", 3L);
          other.put("a", 3L);
          one.flushCache();
          assertThat(read()).isEmpty();

          other.flushCache();
          assertThat(read().orElseThrow().position()).isEqualTo(position);
          assertThat(read().orElseThrow().value()).containsExactly(3L, 3L);
        });
  }

  /** One of the stores alone may have changed. */
  @Test
  void aStoreWithoutChangesIsOfTheSameCommit() {
    withStores(
        (one, other) -> {
          commit(one, other, 1);
          one.put("a", 2L);
          one.flushCache();
          other.flushCache();

          assertThat(read().orElseThrow().value()).containsExactly(2L, 1L);
        });
  }

  @Test
  void anotherInstanceGoesOnWithTheNumbersOfTheCommits() {
    withStores(
        (one, other) -> {
          one.disk.put(FlushMark.KEY, new FlushMark(true, 40, Map.of()).toBytes());
          other.disk.put(FlushMark.KEY, new FlushMark(true, 50, Map.of()).toBytes());
          gate.stores().live(0);
          commit(one, other, 1);

          assertThat(one.mark().number()).isGreaterThan(50);
          assertThat(one.mark()).isEqualTo(other.mark());
        });
  }

  /** As where the broker takes nothing more, until Kafka has given the task up. */
  @Test
  void aRecordThatBreaksOffIsToldToNobody() {
    List<Store<?, ?>> stores = List.of(ONE, OTHER);
    withStores(
        (one, other) -> {
          commit(one, other, 1);
          // From when it was a copy.
          gate.stores().behind(0, ONE.name(), 0);
          gate.stores().behind(0, OTHER.name(), 0);
          gate.stores().live(0);
          assertThat(reader.isHere(0, stores)).isTrue();

          assertThatThrownBy(
                  () ->
                      gate.apply(
                          0,
                          () -> {
                            one.put("a", 2L);
                            throw new IllegalStateException("fenced");
                          }))
              .hasMessage("fenced");

          assertThat(reader.isHere(0, stores)).isFalse();
          assertThat(reader.copy(0, stores, view -> view.read(ONE).get("a"))).isEmpty();
        });
  }

  private static void commit(RowStore<String, Long> one, RowStore<String, Long> other, long value) {
    one.put("a", value);
    other.put("a", value);
    one.flushCache();
    other.flushCache();
  }

  private Optional<Reading<List<Long>>> read() {
    gate.stores().ended(0);
    gate.stores().behind(0, ONE.name(), 0);
    gate.stores().behind(0, OTHER.name(), 0);
    return reader.copy(
        0,
        List.of(ONE, OTHER),
        view -> List.of(view.read(ONE).get("a"), view.read(OTHER).get("a")));
  }

  private void withStores(BiConsumer<RowStore<String, Long>, RowStore<String, Long>> task) {
    Topology topology = new Topology();
    topology.addSource("source", "input");
    topology.addProcessor("processor", () -> new Once(task), "source");
    topology.addStateStore(ONE.builder(gate, 10), "processor");
    topology.addStateStore(OTHER.builder(gate, 10), "processor");
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "copies");
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, config)) {
      driver
          .createInputTopic("input", new StringSerializer(), new StringSerializer())
          .pipeInput("key", "value");
    }
  }

  private static final class Once implements Processor<String, String, Void, Void> {
    private final BiConsumer<RowStore<String, Long>, RowStore<String, Long>> task;
    private ProcessorContext<Void, Void> context;

    Once(BiConsumer<RowStore<String, Long>, RowStore<String, Long>> task) {
      this.task = task;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      this.context = context;
    }

    @Override
    public void process(Record<String, String> record) {
      task.accept(rows(ONE), rows(OTHER));
    }

    @SuppressWarnings("unchecked")
    private RowStore<String, Long> rows(Store<String, Long> of) {
      return (RowStore<String, Long>) ((WrappedStateStore<?, ?, ?>) of.of(context)).wrapped();
    }
  }
}
