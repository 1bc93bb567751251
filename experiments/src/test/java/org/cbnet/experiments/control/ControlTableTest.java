package org.cbnet.experiments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.cbnet.cloud.control.table.Change;
import org.cbnet.cloud.control.table.ConflictException;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.cloud.control.table.TableSettings;
import org.cbnet.cloud.start.StartException;
import org.cbnet.experiments.broker.EmbeddedBroker;
import org.cbnet.schemas.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class ControlTableTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(folder, 0);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void readsWhatItHasWrittenAndAfterARestartToo(TestInfo test) throws Exception {
    try (ControlTable<Integer> table = open(test)) {
      table.put("kept", 1, Change.ABSENT);
      table.put("gone", 2, Change.ANY);
      table.remove("gone", Change.ANY);
      assertThat(table.all()).containsOnlyKeys("kept");
    }
    try (ControlTable<Integer> table = open(test)) {
      awaitLoaded(table);
      assertThat(table.all()).containsOnlyKeys("kept");
      assertThat(table.get("kept").orElseThrow().value()).isEqualTo(1);
    }
  }

  @Test
  void refusesAWriteThatBuildsOnAnOlderValueAndAllOfItsBatch(TestInfo test) throws Exception {
    try (ControlTable<Integer> one = open(test);
        ControlTable<Integer> other = open(test)) {
      long first = one.put("key", 1, Change.ABSENT);
      long second = other.put("key", 2, first);

      assertThatThrownBy(() -> one.put("key", 3, first))
          .isInstanceOfSatisfying(
              ConflictException.class, e -> assertThat(e.actual()).isEqualTo(second));
      assertThatThrownBy(() -> one.put("key", 3, Change.ABSENT))
          .isInstanceOf(ConflictException.class);
      assertThatThrownBy(
              () ->
                  one.write(
                      List.of(Change.put("beside", 1, Change.ANY), Change.put("key", 3, first))))
          .isInstanceOf(ConflictException.class);

      assertThat(one.get("key").orElseThrow()).extracting(Entry::value).isEqualTo(2);
      assertThat(one.get("beside")).isEmpty();
    }
  }

  @Test
  void losesNoIncrementOfThreeInstancesThatWriteAtOnce(TestInfo test) throws Exception {
    int each = 15;
    ExecutorService writers = Executors.newFixedThreadPool(3);
    AtomicInteger written = new AtomicInteger();
    List<ControlTable<Integer>> tables = new ArrayList<>();
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int instance = 0; instance < 3; instance++) {
        ControlTable<Integer> table = open(test);
        tables.add(table);
        awaitLoaded(table);
        ends.add(writers.submit(() -> increment(table, each, written)));
      }
      for (Future<?> end : ends) {
        end.get(2, TimeUnit.MINUTES);
      }
      try (ControlTable<Integer> reader = open(test)) {
        awaitLoaded(reader);
        assertThat(reader.get("counter").orElseThrow().value()).isEqualTo(written.get());
        assertThat(written).hasValue(3 * each);
      }
    } finally {
      writers.shutdownNow();
      tables.forEach(ControlTable::close);
    }
  }

  @Test
  void neverShowsWhatAWriterThatDiedHasNotCommitted(TestInfo test) throws Exception {
    Topic<String, Integer> topic = topic(test);
    try (ControlTable<Integer> table = open(test);
        KafkaProducer<String, String> dead =
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers",
                    broker.bootstrapServers(),
                    "transactional.id",
                    "test-table-" + topic.name()),
                new StringSerializer(),
                new StringSerializer())) {
      long revision = table.put("key", 1, Change.ABSENT);
      dead.initTransactions();
      dead.beginTransaction();
      dead.send(new ProducerRecord<>(topic.name(), 0, "key", "13")).get();

      table.put("key", 2, revision);

      assertThat(table.get("key").orElseThrow().value()).isEqualTo(2);
      assertThatThrownBy(dead::commitTransaction).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void skipsAndCountsWhatItCannotRead(TestInfo test) throws Exception {
    Topic<String, Integer> topic = topic(test);
    try (ControlTable<Integer> table = open(test);
        KafkaProducer<String, String> stranger =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
      table.put("key", 1, Change.ANY);
      stranger.send(new ProducerRecord<>(topic.name(), 0, "key", "no number")).get();
      table.put("other", 2, Change.ABSENT);

      assertThat(table.get("key").orElseThrow().value()).isEqualTo(1);
      assertThat(table.unreadable()).isEqualTo(1);
    }
  }

  @Test
  void tellsListenersAndWaitersOfAnotherInstancesWrite(TestInfo test) throws Exception {
    Set<String> told = new ConcurrentSkipListSet<>();
    try (ControlTable<Integer> one = open(test);
        ControlTable<Integer> other = open(test)) {
      one.listen(told::addAll);
      awaitLoaded(one);
      long before = one.revision();

      other.put("key", 1, Change.ABSENT);

      assertThat(one.awaitChange(before, PATIENCE)).isTrue();
      assertThat(one.get("key")).isPresent();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!told.contains("key")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
  }

  private static void increment(ControlTable<Integer> table, int times, AtomicInteger written) {
    for (int done = 0; done < times; ) {
      Optional<Entry<Integer>> now = table.get("counter");
      try {
        table.put(
            "counter",
            now.map(Entry::value).orElse(0) + 1,
            now.map(Entry::revision).orElse(Change.ABSENT));
        written.incrementAndGet();
        done++;
      } catch (ConflictException e) {
        // Somebody else was quicker: read again.
      }
    }
  }

  private static void awaitLoaded(ControlTable<?> table) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (table.obstacle().isPresent()) {
      assertThat(System.nanoTime()).as("loaded in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private static ControlTable<Integer> open(TestInfo test) throws StartException {
    return ControlTable.open(
        topic(test),
        new TableSettings(Map.of("bootstrap.servers", broker.bootstrapServers()), "test", 1));
  }

  private static Topic<String, Integer> topic(TestInfo test) {
    Serializer<Integer> serializer =
        (name, value) -> value.toString().getBytes(StandardCharsets.UTF_8);
    Deserializer<Integer> deserializer =
        (name, bytes) -> Integer.valueOf(new String(bytes, StandardCharsets.UTF_8));
    return new Topic<>(
        test.getTestMethod().orElseThrow().getName(),
        Serdes.String(),
        Serdes.serdeFrom(serializer, deserializer),
        Map.of("cleanup.policy", "compact"));
  }
}
