package org.cbnet.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Properties;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowStoreTest {
  private static final Store<String, Long> STORE =
      new Store<>("numbers", Serdes.String(), Serdes.Long());

  @TempDir private Path folder;

  @Test
  void isTheMapThatItStandsFor() {
    SplittableRandom random = new SplittableRandom(7);
    TreeMap<String, Long> expected = new TreeMap<>();
    // Fewer rows stay than there are keys, so that some are read from disk again.
    withStore(
        10,
        500,
        store -> {
          for (int i = 0; i < random.nextInt(1, 40); i++) {
            change(store, expected, random);
          }
          assertSame(store, expected, random);
        });
    assertThat(expected).isNotEmpty();
  }

  @Test
  void givesTheLiveRowToItsOwnThreadOnly() {
    withStore(
        10,
        2,
        store -> {
          RowStore<String, Long> rows = rows(store);
          rows.put("a", 1_000L);
          rows.flushCache();
          rows.clearCache();
          Long read = rows.reader().get("a");

          assertThat(rows.reader().get("a")).isEqualTo(1_000L).isNotSameAs(read);
          assertThat(rows.get("a")).isSameAs(rows.get("a")).isSameAs(rows.reader().get("a"));
        });
  }

  @Test
  void forgetsItsRowsWhenATaskTurnsIntoAStandby() {
    withStore(
        10,
        1,
        store -> {
          RowStore<String, Long> rows = rows(store);
          rows.put("a", 1_000L);
          Long live = rows.get("a");
          rows.clearCache();

          assertThat(rows.get("a")).isEqualTo(live).isNotSameAs(live);
        });
  }

  @Test
  void letsTheRowsGoThatWereNotUsedLately() {
    withStore(
        8,
        1,
        store -> {
          RowStore<String, Long> rows = rows(store);
          List<String> old = List.of("a", "b", "c", "d", "e", "f");
          old.forEach(key -> rows.put(key, 1_000L));
          rows.flushCache();
          Map<String, Long> live = new TreeMap<>();
          for (String key : List.of("a", "x", "y", "z")) {
            rows.put(key, 2_000L);
            live.put(key, rows.get(key));
          }
          old.forEach(key -> live.put(key, rows.reader().get(key)));
          rows.flushCache();

          assertThat(List.of("a", "x", "y", "z"))
              .allSatisfy(key -> assertThat(rows.reader().get(key)).isSameAs(live.get(key)));
          // Of nine one is too many, and one more goes for room.
          Set<Object> objects = Collections.newSetFromMap(new IdentityHashMap<>());
          objects.addAll(live.values());
          assertThat(old).filteredOn(key -> !objects.contains(rows.reader().get(key))).hasSize(2);
          assertThat(old.subList(1, 6)).allMatch(key -> rows.reader().get(key) == 1_000L);
        });
  }

  private static void change(
      KeyValueStore<String, Long> store,
      NavigableMap<String, Long> expected,
      SplittableRandom random) {
    String key = "k%03d".formatted(random.nextInt(60));
    assertThat(store.get(key)).isEqualTo(expected.get(key));
    if (random.nextInt(4) == 0) {
      store.delete(key);
      expected.remove(key);
    } else {
      long value = random.nextLong();
      store.put(key, value);
      expected.put(key, value);
    }
  }

  private static void assertSame(
      KeyValueStore<String, Long> store,
      NavigableMap<String, Long> expected,
      SplittableRandom random) {
    assertThat(all(store.all())).isEqualTo(new ArrayList<>(expected.entrySet()));
    String from = "k%03d".formatted(random.nextInt(60));
    String to = "k%03d".formatted(random.nextInt(60));
    if (from.compareTo(to) <= 0) {
      assertThat(all(store.range(from, to)))
          .isEqualTo(new ArrayList<>(expected.subMap(from, true, to, true).entrySet()));
    }
    assertThat(all(store.range(from, null)))
        .isEqualTo(new ArrayList<>(expected.tailMap(from).entrySet()));
    assertThat(all(store.prefixScan("k03", new StringSerializer())))
        .isEqualTo(new ArrayList<>(expected.subMap("k03", "k04").entrySet()));
  }

  private static List<?> all(KeyValueIterator<String, Long> entries) {
    TreeMap<String, Long> seen = new TreeMap<>();
    List<String> order = new ArrayList<>();
    try (entries) {
      while (entries.hasNext()) {
        String next = entries.peekNextKey();
        KeyValue<String, Long> entry = entries.next();
        assertThat(entry.key).isEqualTo(next);
        order.add(entry.key);
        seen.put(entry.key, entry.value);
      }
    }
    assertThat(order).isSorted().doesNotHaveDuplicates();
    return new ArrayList<>(seen.entrySet());
  }

  private static RowStore<String, Long> rows(KeyValueStore<String, Long> store) {
    @SuppressWarnings("unchecked")
    RowStore<String, Long> rows =
        (RowStore<String, Long>) ((WrappedStateStore<?, ?, ?>) store).wrapped();
    return rows;
  }

  /** Runs with the store of a real task, which commits after each turn. */
  private void withStore(int keptRows, int turns, Consumer<KeyValueStore<String, Long>> turn) {
    Topology topology = new Topology();
    topology.addSource("source", "input");
    topology.addProcessor("processor", () -> new Turns(turn), "source");
    topology.addStateStore(STORE.builder(new SnapshotGate(), keptRows), "processor");
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "rows");
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, config)) {
      var input = driver.createInputTopic("input", new StringSerializer(), new StringSerializer());
      for (int i = 0; i < turns; i++) {
        input.pipeInput("key", "turn");
      }
    }
  }

  private static final class Turns implements Processor<String, String, Void, Void> {
    private final Consumer<KeyValueStore<String, Long>> turn;
    private KeyValueStore<String, Long> store;

    Turns(Consumer<KeyValueStore<String, Long>> turn) {
      this.turn = turn;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      store = STORE.of(context);
    }

    @Override
    public void process(Record<String, String> record) {
      turn.accept(store);
    }
  }
}
