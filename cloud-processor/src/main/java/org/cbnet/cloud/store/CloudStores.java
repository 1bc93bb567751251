package org.cbnet.cloud.store;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.deadletter.LetterLimit;
import org.cbnet.cloud.deadletter.LetterOrigin;
import org.cbnet.cloud.deadletter.Replayed;
import org.cbnet.cloud.dedup.BootFloor;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.device.DeviceHour;
import org.cbnet.cloud.device.DeviceHourKey;
import org.cbnet.cloud.device.DeviceRow;
import org.cbnet.cloud.device.Heartbeat;
import org.cbnet.cloud.device.Installs;
import org.cbnet.cloud.device.InstallsKey;
import org.cbnet.cloud.state.AggregateState;
import org.cbnet.cloud.state.BootFloorState;
import org.cbnet.cloud.state.BootState;
import org.cbnet.cloud.state.DeviceHourState;
import org.cbnet.cloud.state.DeviceState;
import org.cbnet.cloud.state.HeartbeatState;
import org.cbnet.cloud.state.InstallsState;
import org.cbnet.cloud.state.LetterLimitState;
import org.cbnet.cloud.state.PartitionState;
import org.cbnet.cloud.state.ReplayState;
import org.cbnet.cloud.state.StateFormat;
import org.cbnet.cloud.state.WindowMergeState;
import org.cbnet.cloud.state.WindowPartState;
import org.cbnet.cloud.stats.Aggregate;
import org.cbnet.cloud.stats.RoundKey;
import org.cbnet.cloud.stats.UnsentRows;
import org.cbnet.cloud.stats.WindowKey;
import org.cbnet.cloud.stats.WindowMerge;
import org.cbnet.cloud.stats.WindowPart;

/** The stores of what devices send; {@link PairingStores} has the others. */
public final class CloudStores {
  private static final Serializer<Long> MILLIS = Serdes.Long().serializer();
  private static final StateSerde<AggregateState, Aggregate> AGGREGATE =
      new StateSerde<>(AggregateState.class, Aggregate::toState, Aggregate::of);

  /** Sequence numbers seen, by boot. */
  public static final Store<BootId, BootLedger> BOOTS =
      new Store<>(
          "boots",
          new KeySerde<>(StoreKeys::parts, StoreKeys::bootId),
          new StateSerde<>(BootState.class, BootLedger::toState, BootLedger::of));

  /** Boots that are forgotten, by installation. */
  public static final Store<BootId, BootFloor> BOOT_FLOORS =
      new Store<>(
          "boot-floors",
          new KeySerde<>(StoreKeys::parts, StoreKeys::bootId),
          new StateSerde<>(BootFloorState.class, BootFloor::toState, BootFloor::of));

  /** Rows by window. */
  public static final Store<WindowKey, Aggregate> WINDOWS =
      new Store<>("windows", new KeySerde<>(StoreKeys::parts, StoreKeys::windowKey), AGGREGATE);

  /** Which rows of windows are sent next, by {@link WindowKey#ofWindow()}. */
  public static final Store<WindowKey, UnsentRows> EMISSIONS =
      new Store<>(
          "emissions",
          new KeySerde<>(StoreKeys::parts, StoreKeys::windowKey),
          Serdes.serdeFrom(
              (topic, unsent) ->
                  unsent == null ? null : MILLIS.serialize(topic, unsent.dueMillis()),
              (topic, bytes) ->
                  bytes == null
                      ? null
                      : UnsentRows.of(Serdes.Long().deserializer().deserialize(topic, bytes))));

  /** Partitions' rows of windows, where these meet. */
  public static final Store<WindowKey, WindowPart> WINDOW_PARTS =
      new Store<>(
          "window-parts",
          new KeySerde<>(StoreKeys::parts, StoreKeys::windowKey),
          new StateSerde<>(WindowPartState.class, CloudStores::toState, CloudStores::part));

  /** What is known of rows whose parts meet; the partition of their keys is 0. */
  public static final Store<WindowKey, WindowMerge> WINDOW_MERGES =
      new Store<>(
          "window-merges",
          new KeySerde<>(StoreKeys::parts, StoreKeys::windowKey),
          new StateSerde<>(WindowMergeState.class, WindowMerge::toState, WindowMerge::of));

  /** Rows by round of a run. */
  public static final Store<RoundKey, Aggregate> ROUNDS =
      new Store<>("rounds", new KeySerde<>(StoreKeys::parts, StoreKeys::roundKey), AGGREGATE);

  /** Devices by id. */
  public static final Store<String, DeviceRow> DEVICES =
      new Store<>(
          "devices",
          Serdes.String(),
          new StateSerde<>(DeviceState.class, DeviceRow::toState, DeviceRow::of));

  /** Last heartbeats by device. */
  public static final Store<String, Heartbeat> HEARTBEATS =
      new Store<>(
          "heartbeats",
          Serdes.String(),
          new StateSerde<>(HeartbeatState.class, Heartbeat::toState, Heartbeat::of));

  /** Hours of devices. */
  public static final Store<DeviceHourKey, DeviceHour> DEVICE_HOURS =
      new Store<>(
          "device-hours",
          new KeySerde<>(StoreKeys::parts, StoreKeys::deviceHourKey),
          new StateSerde<>(DeviceHourState.class, DeviceHour::toState, DeviceHour::of));

  /** Who sends under a device's name, by device and kind of record. */
  public static final Store<InstallsKey, Installs> INSTALLS =
      new Store<>(
          "installs",
          new KeySerde<>(StoreKeys::parts, StoreKeys::installsKey),
          new StateSerde<>(InstallsState.class, Installs::toState, Installs::of));

  /** Position and conservation counters, by partition. */
  public static final Store<Integer, PartitionTotals> PARTITIONS =
      new Store<>(
          "partitions",
          Serdes.Integer(),
          new StateSerde<>(PartitionState.class, PartitionTotals::toState, PartitionTotals::of));

  /** How many more dead letters a device may have, by topic and device. */
  public static final Store<String, LetterLimit> LETTER_LIMITS =
      new Store<>(
          "letter-limits",
          Serdes.String(),
          new StateSerde<>(LetterLimitState.class, LetterLimit::toState, LetterLimit::of));

  /** What replays have changed, by where the record came from. */
  public static final Store<LetterOrigin, Replayed> REPLAYS =
      new Store<>(
          "replays",
          new KeySerde<>(StoreKeys::parts, StoreKeys::origin),
          new StateSerde<>(ReplayState.class, Replayed::toState, Replayed::of));

  /** All of them. */
  public static final List<Store<?, ?>> ALL =
      List.of(
          BOOTS,
          BOOT_FLOORS,
          WINDOWS,
          EMISSIONS,
          WINDOW_PARTS,
          WINDOW_MERGES,
          ROUNDS,
          DEVICES,
          HEARTBEATS,
          DEVICE_HOURS,
          INSTALLS,
          PARTITIONS,
          LETTER_LIMITS,
          REPLAYS);

  private CloudStores() {}

  /** What the keys of a run's rounds start with, as text. */
  public static String roundsOf(String runId) {
    return runId + KeySerde.SEPARATOR;
  }

  /** What the keys of a device's boots and hours start with, as text. */
  public static String ofDevice(String deviceId) {
    return deviceId + KeySerde.SEPARATOR;
  }

  /** What the parts of a row have in common, as the key of a record. */
  public static byte[] rowKey(WindowKey key) {
    return WINDOWS.key().serializer().serialize(WINDOWS.name(), key.at(0));
  }

  /** As {@link #rowKey(WindowKey)} gave it. */
  public static WindowKey rowKey(byte[] bytes) {
    return WINDOWS.key().deserializer().deserialize(WINDOWS.name(), bytes);
  }

  /** A partition's row as the value of a record. */
  public static byte[] part(int partition, boolean isFinal, Aggregate row) {
    ByteBuffer bytes = ByteBuffer.wrap(AGGREGATE.serializer().serialize(WINDOWS.name(), row));
    WindowPart part = new WindowPart(partition, isFinal, bytes);
    return WINDOW_PARTS.value().serializer().serialize(WINDOW_PARTS.name(), part);
  }

  /** As {@link #part} gave it. */
  public static WindowPart part(byte[] bytes) {
    return WINDOW_PARTS.value().deserializer().deserialize(WINDOW_PARTS.name(), bytes);
  }

  /** The row in a part. */
  public static AggregateState row(WindowPart part) {
    byte[] row = new byte[part.row().remaining()];
    part.row().duplicate().get(row);
    return AGGREGATE.state(WINDOW_PARTS.name(), row);
  }

  private static WindowPartState toState(WindowPart part) {
    return new WindowPartState(
        StateFormat.VERSION, part.partition(), part.isFinal(), part.row().duplicate());
  }

  private static WindowPart part(WindowPartState state) {
    return new WindowPart(state.getPartition(), state.getIsFinal(), state.getRow());
  }
}
