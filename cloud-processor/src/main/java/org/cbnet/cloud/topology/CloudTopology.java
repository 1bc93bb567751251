package org.cbnet.cloud.topology;

import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.store.Store;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.schemas.Topic;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.DeviceStatus;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.ResultBatch;

/**
 * From what devices send to what queries read.
 *
 * <pre>
 * cbnet.inference.results --> results --+
 * cbnet.energy.samples ----> energy ----+--> dead-letters --> cbnet.dead-letters
 * cbnet.device.status -----> status ----+
 *                               |
 *            boots, windows, rounds, devices, partitions
 * </pre>
 *
 * <p>All three inputs are keyed by device and have as many partitions, so one task has everything
 * of a device: its stores are shared without a repartitioning.
 */
public final class CloudTopology implements Supplier<Topology> {
  private static final String DEAD_LETTERS = "dead-letters";

  private final EventTime eventTime;
  private final SnapshotGate gate;

  public CloudTopology(EventTime eventTime, SnapshotGate gate) {
    this.eventTime = Objects.requireNonNull(eventTime, "eventTime is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    input(
        topology,
        "results",
        Topics.INFERENCE_RESULTS,
        ResultBatch.class,
        context -> new ResultsHandler(context, eventTime));
    input(
        topology,
        "energy",
        Topics.ENERGY_SAMPLES,
        EnergySample.class,
        context -> new EnergyHandler(context, eventTime));
    input(topology, "status", Topics.DEVICE_STATUS, DeviceStatus.class, StatusHandler::new);
    for (Store<?, ?> store : CloudStores.ALL) {
      topology.addStateStore(store.builder(), "results", "energy", "status");
    }
    topology.addSink(
        DEAD_LETTERS,
        Topics.DEAD_LETTERS.name(),
        Topics.DEAD_LETTERS.key().serializer(),
        Topics.DEAD_LETTERS.value().serializer(),
        "results",
        "energy",
        "status");
    return topology;
  }

  private <T extends SpecificRecord> void input(
      Topology topology,
      String name,
      Topic<String, T> topic,
      Class<T> type,
      Function<ProcessorContext<byte[], byte[]>, InputHandler<T>> handlers) {
    String source = name + "-source";
    topology.addSource(
        AutoOffsetReset.earliest(),
        source,
        new AppendTime(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
    topology.addProcessor(name, () -> new InputProcessor<>(type, handlers, gate), source);
  }
}
