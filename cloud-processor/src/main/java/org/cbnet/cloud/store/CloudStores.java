package org.cbnet.cloud.store;

import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.state.AggregateState;
import org.cbnet.cloud.state.BootState;
import org.cbnet.cloud.state.DeviceState;
import org.cbnet.cloud.state.PartitionState;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.Group;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowSize;

/** Every store of the topology. */
public final class CloudStores {
  private static final Serde<Aggregate> AGGREGATE =
      new StateSerde<>(AggregateState.class, Aggregate::toState, Aggregate::of);

  /** Sequence numbers seen, by boot. */
  public static final Store<BootId, BootLedger> BOOTS =
      new Store<>(
          "boots",
          new KeySerde<>(CloudStores::parts, CloudStores::bootId),
          new StateSerde<>(BootState.class, BootLedger::toState, BootLedger::of));

  /** Rows by window. */
  public static final Store<WindowKey, Aggregate> WINDOWS =
      new Store<>("windows", new KeySerde<>(CloudStores::parts, CloudStores::windowKey), AGGREGATE);

  /** Rows by round of a run. */
  public static final Store<RoundKey, Aggregate> ROUNDS =
      new Store<>("rounds", new KeySerde<>(CloudStores::parts, CloudStores::roundKey), AGGREGATE);

  /** Devices by id. */
  public static final Store<String, DeviceRow> DEVICES =
      new Store<>(
          "devices",
          Serdes.String(),
          new StateSerde<>(DeviceState.class, DeviceRow::toState, DeviceRow::of));

  /** Position and conservation counters, by partition. */
  public static final Store<Integer, PartitionTotals> PARTITIONS =
      new Store<>(
          "partitions",
          Serdes.Integer(),
          new StateSerde<>(PartitionState.class, PartitionTotals::toState, PartitionTotals::of));

  /** All of them. */
  public static final List<Store<?, ?>> ALL = List.of(BOOTS, WINDOWS, ROUNDS, DEVICES, PARTITIONS);

  private CloudStores() {}

  /** What the keys of a run's rounds start with, as text. */
  public static String roundsOf(String runId) {
    return runId + KeySerde.SEPARATOR;
  }

  private static List<String> parts(BootId key) {
    return List.of(key.deviceId(), key.installId(), KeySerde.ordered(key.bootNumber()));
  }

  private static BootId bootId(List<String> parts) {
    return new BootId(parts.get(0), parts.get(1), Long.parseLong(parts.get(2)));
  }

  private static List<String> parts(WindowKey key) {
    Group group = key.group();
    return List.of(
        key.size().id(),
        KeySerde.ordered(key.startSeconds()),
        KeySerde.ordered(key.partition()),
        group.runId(),
        group.strategy(),
        group.modelHash(),
        group.configHash(),
        group.board(),
        group.site(),
        group.dataset(),
        group.linkProfile());
  }

  private static WindowKey windowKey(List<String> parts) {
    Group group =
        new Group(
            parts.get(3),
            parts.get(4),
            parts.get(5),
            parts.get(6),
            parts.get(7),
            parts.get(8),
            parts.get(9),
            parts.get(10));
    return new WindowKey(
        WindowSize.of(parts.get(0)).orElseThrow(),
        Long.parseLong(parts.get(1)),
        group,
        Integer.parseInt(parts.get(2)));
  }

  private static List<String> parts(RoundKey key) {
    return List.of(
        key.runId(),
        key.strategy(),
        key.modelHash(),
        key.configHash(),
        key.board(),
        key.dataset(),
        key.linkProfile(),
        KeySerde.ordered(key.round()),
        KeySerde.ordered(key.partition()));
  }

  private static RoundKey roundKey(List<String> parts) {
    return new RoundKey(
        parts.get(0),
        parts.get(1),
        parts.get(2),
        parts.get(3),
        parts.get(4),
        parts.get(5),
        parts.get(6),
        Integer.parseInt(parts.get(7)),
        Integer.parseInt(parts.get(8)));
  }
}
