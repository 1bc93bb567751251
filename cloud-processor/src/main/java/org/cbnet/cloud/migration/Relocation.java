package org.cbnet.cloud.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.function.ToIntBiFunction;
import org.apache.kafka.common.utils.Utils;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.pairing.RunKey;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.UnsentRows;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.store.PairingStores;
import org.cbnet.cloud.store.Store;

/**
 * Where the entries of a store go when the number of partitions changes: what belongs to a device
 * goes where its records go, what belongs to a partition stays there or, where that is gone, goes
 * to another one and is added up.
 *
 * @param store that is moved
 * @param partition of an entry among so many
 * @param moved key in that partition
 * @param merged value of two entries that come to lie on each other
 */
record Relocation<K, V>(
    Store<K, V> store,
    ToIntBiFunction<K, Integer> partition,
    Move<K> moved,
    BinaryOperator<V> merged) {

  /**
   * Every store that is exported. These are not:
   *
   * <ul>
   *   <li>limits of dead letters, which are for minutes;
   *   <li>parts of windows on their way, and how often a row was sent: revisions begin anew, and a
   *       row that is corrected later holds what the corrected partitions have of it;
   *   <li>frames of paired runs: their outcomes, which the topic keeps for two weeks, are read
   *       anew.
   * </ul>
   *
   * A run that had ended may begin anew in a partition that is new.
   */
  static final List<Relocation<?, ?>> ALL =
      List.of(
          new Relocation<>(
              CloudStores.BOOTS,
              (key, count) -> ofDevice(key.deviceId(), count),
              (key, to) -> key,
              BootLedger::union),
          new Relocation<>(
              CloudStores.BOOT_FLOORS,
              (key, count) -> ofDevice(key.deviceId(), count),
              (key, to) -> key,
              (one, other) -> one),
          new Relocation<>(
              CloudStores.WINDOWS,
              (key, count) -> key.partition() % count,
              WindowKey::at,
              Relocation::sum),
          new Relocation<>(
              CloudStores.EMISSIONS,
              (key, count) -> key.partition() % count,
              WindowKey::at,
              UnsentRows::earlier),
          new Relocation<>(
              CloudStores.ROUNDS,
              (key, count) -> key.partition() % count,
              Relocation::round,
              Relocation::sum),
          new Relocation<>(
              CloudStores.DEVICES,
              Relocation::ofDevice,
              (key, to) -> key,
              // A device lies in one partition only.
              (one, other) -> one),
          new Relocation<>(
              CloudStores.HEARTBEATS,
              Relocation::ofDevice,
              (key, to) -> key,
              (one, other) -> other.isNewerThan(one) ? other : one),
          new Relocation<>(
              CloudStores.DEVICE_HOURS,
              (key, count) -> ofDevice(key.deviceId(), count),
              (key, to) -> key,
              (one, other) -> one),
          new Relocation<>(
              CloudStores.INSTALLS,
              (key, count) -> ofDevice(key.deviceId(), count),
              (key, to) -> key,
              (one, other) -> one),
          new Relocation<>(
              PairingStores.ENDED_RUNS,
              (key, count) -> key.partition() % count,
              (key, to) -> new RunKey(key.runId(), to),
              (one, other) -> one),
          new Relocation<>(
              CloudStores.PARTITIONS,
              (key, count) -> key % count,
              (key, to) -> to,
              Relocation::sum),
          new Relocation<>(
              CloudStores.REPLAYS,
              (key, count) -> key.partition() % count,
              (key, to) -> key,
              (one, other) -> one));

  /** Gives an entry the key of its new partition. */
  interface Move<K> {
    K to(K key, int partition);
  }

  Relocation {
    Objects.requireNonNull(store, "store is null");
  }

  /** As the producers of the devices' records choose it. */
  private static int ofDevice(String deviceId, int count) {
    return Utils.toPositive(Utils.murmur2(deviceId.getBytes(StandardCharsets.UTF_8))) % count;
  }

  private static RoundKey round(RoundKey key, int to) {
    return new RoundKey(
        key.runId(),
        key.strategy(),
        key.modelHash(),
        key.configHash(),
        key.board(),
        key.dataset(),
        key.linkProfile(),
        key.round(),
        to);
  }

  private static Aggregate sum(Aggregate one, Aggregate other) {
    one.merge(other);
    return one;
  }

  private static PartitionTotals sum(PartitionTotals one, PartitionTotals other) {
    one.merge(other);
    return one;
  }
}
