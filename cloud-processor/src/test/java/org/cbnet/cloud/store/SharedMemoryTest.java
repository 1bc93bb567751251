package org.cbnet.cloud.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Cache;

class SharedMemoryTest {
  private static final Store<String, Long> ONE = new Store<>("one", Serdes.String(), Serdes.Long());
  private static final Store<String, Long> TWO = new Store<>("two", Serdes.String(), Serdes.Long());

  @TempDir private Path folder;

  @Test
  void whatTwoStoresTakeIsChargedToOneBound() {
    Topology topology = new Topology();
    topology.addSource("source", "input");
    topology.addProcessor("processor", Both::new, "source");
    topology.addStateStore(ONE.builder(new SnapshotGate(), 0), "processor");
    topology.addStateStore(TWO.builder(new SnapshotGate(), 0), "processor");
    Properties config = new Properties();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, "memory");
    config.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
    config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedMemory.class);
    config.put(SharedMemory.BYTES, Long.toString(32L << 20));
    try (TopologyTestDriver driver = new TopologyTestDriver(topology, config)) {
      var input = driver.createInputTopic("input", new StringSerializer(), new StringSerializer());
      Cache cache = SharedMemory.cache();
      long empty = cache.getUsage();
      input.pipeInput("one", "100000");
      long withOne = cache.getUsage();
      input.pipeInput("two", "100000");

      assertThat(withOne).isGreaterThan(empty);
      assertThat(cache.getUsage()).isGreaterThan(withOne);
      assertThat(cache.getUsage()).isLessThanOrEqualTo(32L << 20);
      assertThat(SharedMemory.cache()).isSameAs(cache);
    }
  }

  private static final class Both implements Processor<String, String, Void, Void> {
    private ProcessorContext<Void, Void> context;

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      this.context = context;
    }

    @Override
    public void process(Record<String, String> record) {
      KeyValueStore<String, Long> store = (record.key().equals("one") ? ONE : TWO).of(context);
      for (long i = 0; i < Long.parseLong(record.value()); i++) {
        store.put("a-key-that-takes-some-room-" + i, i);
      }
    }
  }
}
