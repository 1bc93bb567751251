package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.cbnet.cloud.monitoring.Refusals;
import org.cbnet.cloud.pairing.PairingTopics;
import org.cbnet.cloud.state.RunDeletion;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.SnapshotGate;
import org.cbnet.cloud.store.Store;
import org.cbnet.cloud.time.EventTime;
import org.cbnet.cloud.topology.pairing.OutcomePartition;
import org.cbnet.cloud.topology.pairing.PairingProcessor;
import org.cbnet.cloud.topology.windows.Emissions;
import org.cbnet.cloud.topology.windows.WindowMerger;
import org.cbnet.cloud.topology.windows.WindowTopics;
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
 * cbnet.run.deletions ---> deletions ---+
 * cbnet.dead-letters.replay -> replay --+
 *                               |
 *            boots, windows, rounds, devices, partitions, ended-runs, letter-limits, replays
 *
 * results --> window-parts --> cbnet.window.parts --> windows --> cbnet.stats.windows
 * results --> paired-outcomes --> cbnet.paired.outcomes --> pairing --> paired-*
 * </pre>
 *
 * <p>The inputs of devices are keyed by device and have as many partitions, so one task has
 * everything of a device: its stores are shared without a repartitioning. Only outcomes of paired
 * runs and rows of windows move, to where those of one frame or row meet.
 */
public final class CloudTopology implements Supplier<Topology> {
  static final String DEAD_LETTERS = "dead-letters";
  private static final String REPLAY = "replay";
  private static final String SOURCE = "-source";

  // Rows of windows are large, and of no use any more soon after their window's end.
  private static final Set<Store<?, ?>> RARELY_KEPT =
      Set.of(CloudStores.WINDOWS, CloudStores.WINDOW_PARTS, CloudStores.WINDOW_MERGES);
  private static final int RARE_SHARE = 4;

  // One row for each kind of record of a device.
  private static final int KINDS_OF_RECORDS = 3;

  private static final String[] INPUTS = {"results", "energy", "status", "deletions", REPLAY};

  private final EventTime eventTime;
  private final SnapshotGate gate;
  private final Refusals refusals;
  private final int keptRows;
  private final Duration commitInterval;

  /**
   * @param keptRows of a store that stay in memory after a commit: of devices that send now, and of
   *     windows that are open
   * @param commitInterval how long an instance's rows may be on their way to the others
   * @param refusals told what is not counted, for metrics
   */
  public CloudTopology(
      EventTime eventTime,
      SnapshotGate gate,
      int keptRows,
      Duration commitInterval,
      Refusals refusals) {
    this.commitInterval = Objects.requireNonNull(commitInterval, "commitInterval is null");
    this.refusals = Objects.requireNonNull(refusals, "refusals is null");
    this.eventTime = Objects.requireNonNull(eventTime, "eventTime is null");
    this.gate = Objects.requireNonNull(gate, "gate is null");
    this.keptRows = keptRows;
  }

  @Override
  public Topology get() {
    Topology topology = new Topology();
    input(
        topology,
        "results",
        Topics.INFERENCE_RESULTS,
        ResultBatch.class,
        context -> {
          Ledgers ledgers = new Ledgers(context, eventTime.maxReplayAge());
          new Housekeeping(context, gate)
              .start(new Expiry(context, ledgers, eventTime.maxReplayAge()));
          return new ResultsHandler(context, eventTime);
        });
    input(
        topology,
        "energy",
        Topics.ENERGY_SAMPLES,
        EnergySample.class,
        context -> new EnergyHandler(context, eventTime));
    input(
        topology,
        "status",
        Topics.DEVICE_STATUS,
        DeviceStatus.class,
        context -> new StatusHandler(context, eventTime));
    input(
        topology,
        "deletions",
        PairingTopics.DELETIONS,
        RunDeletion.class,
        context -> new DeletionsHandler(context, gate));
    replay(topology);
    windows(topology);
    for (Store<?, ?> store : CloudStores.ALL) {
      topology.addStateStore(store.builder(gate, kept(store)), INPUTS);
      topology.connectProcessorAndStateStores("windows", store.name());
    }
    topology.addSink(
        DEAD_LETTERS,
        Topics.DEAD_LETTERS.name(),
        Topics.DEAD_LETTERS.key().serializer(),
        Topics.DEAD_LETTERS.value().serializer(),
        INPUTS);
    pairing(topology);
    return topology;
  }

  private int kept(Store<?, ?> store) {
    if (store.equals(CloudStores.INSTALLS)) {
      return KINDS_OF_RECORDS * keptRows;
    }
    return RARELY_KEPT.contains(store) ? keptRows / RARE_SHARE : keptRows;
  }

  /** Where the partitions' rows of windows meet, and go out. */
  private void windows(Topology topology) {
    topology.addSink(
        Emissions.SINK,
        WindowTopics.PARTS.name(),
        WindowTopics.PARTS.key().serializer(),
        WindowTopics.PARTS.value().serializer(),
        "results",
        "energy",
        REPLAY);
    source(topology, "windows", WindowTopics.PARTS);
    topology.addProcessor(
        "windows", () -> new WindowMerger(gate, commitInterval), "windows" + SOURCE);
    topology.addSink(
        "stats-windows",
        Topics.STATS_WINDOWS.name(),
        Topics.STATS_WINDOWS.key().serializer(),
        Topics.STATS_WINDOWS.value().serializer(),
        "windows");
  }

  private void pairing(Topology topology) {
    source(topology, "pairing", PairingTopics.OUTCOMES);
    topology.addProcessor("pairing", () -> new PairingProcessor(gate), "pairing" + SOURCE);
    PairingStores.KEPT_ROWS.forEach(
        (store, kept) -> topology.addStateStore(store.builder(gate, kept), "pairing", "deletions"));
    // Shared with the inputs, so that one task has all rows of a partition's number.
    topology.connectProcessorAndStateStores("results", PairingStores.ENDED_RUNS.name());
    topology.connectProcessorAndStateStores("energy", PairingStores.ENDED_RUNS.name());
    topology.connectProcessorAndStateStores(REPLAY, PairingStores.ENDED_RUNS.name());
    outcomes(topology, PairedOutcomes.SINK, "results", REPLAY);
    outcomes(topology, "pairing-ticks", "pairing");
  }

  private static void outcomes(Topology topology, String name, String... parents) {
    topology.addSink(
        name,
        PairingTopics.OUTCOMES.name(),
        PairingTopics.OUTCOMES.key().serializer(),
        PairingTopics.OUTCOMES.value().serializer(),
        new OutcomePartition(),
        parents);
  }

  private void replay(Topology topology) {
    source(topology, REPLAY, Topics.DEAD_LETTER_REPLAYS);
    topology.addProcessor(
        REPLAY,
        () ->
            new ReplayProcessor(
                context ->
                    List.of(
                        new Replayer<>(
                            Topics.INFERENCE_RESULTS,
                            ResultBatch.class,
                            new ResultsHandler(context, eventTime)),
                        new Replayer<>(
                            Topics.ENERGY_SAMPLES,
                            EnergySample.class,
                            new EnergyHandler(context, eventTime)),
                        new Replayer<>(
                            Topics.DEVICE_STATUS,
                            DeviceStatus.class,
                            new StatusHandler(context, eventTime))),
                gate),
        REPLAY + SOURCE);
  }

  private <T extends SpecificRecord> void input(
      Topology topology,
      String name,
      Topic<String, T> topic,
      Class<T> type,
      Function<ProcessorContext<byte[], byte[]>, InputHandler<T>> handlers) {
    source(topology, name, topic);
    topology.addProcessor(
        name, () -> new InputProcessor<>(type, handlers, gate, refusals), name + SOURCE);
  }

  private static void source(Topology topology, String name, Topic<?, ?> topic) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name + SOURCE,
        new AppendTime(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic.name());
  }
}
