package org.cbnet.cloud.control.registry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.cbnet.cloud.control.table.ControlTable;
import org.cbnet.cloud.control.table.Entry;
import org.cbnet.schemas.record.DeviceRecord;

/** The devices that the fleet's owner knows. Safe for several threads. */
public final class Registry {
  private final ControlTable<DeviceRecord> table;
  private final Clock clock;

  public Registry(ControlTable<DeviceRecord> table, Clock clock) {
    this.table = Objects.requireNonNull(table, "table is null");
    this.clock = Objects.requireNonNull(clock, "clock is null");
  }

  /** A device's entry, if it has one. */
  public Optional<Entry<DeviceRecord>> find(String deviceId) {
    return table.get(deviceId);
  }

  /** A device's state; nothing where it has no entry, or one of a later version's. */
  public Optional<RegistryState> state(String deviceId) {
    return find(deviceId).flatMap(entry -> RegistryState.of(entry.value().getState()));
  }

  /** At most so many entries in order of their ids, after an id where one is given. */
  public List<Entry<DeviceRecord>> page(
      int limit, Optional<String> after, Predicate<DeviceRecord> wanted) {
    return table.read(
        all ->
            after.map(id -> all.tailMap(id, false)).orElse(all).values().stream()
                .filter(entry -> wanted.test(entry.value()))
                .limit(limit)
                .toList());
  }

  /**
   * Puts an entry.
   *
   * @param expected revision of the entry, or as {@code Change} has it
   * @param by who wants it
   */
  public Entry<DeviceRecord> put(Registration wanted, long expected, String by) {
    Optional<DeviceRecord> before = find(wanted.deviceId()).map(Entry::value);
    Instant now = clock.instant();
    DeviceRecord record =
        DeviceRecord.newBuilder()
            .setDeviceId(wanted.deviceId())
            .setState(wanted.state().id())
            .setSite(wanted.site())
            .setBoard(wanted.board().orElse(null))
            .setGroups(wanted.groups())
            .setKeys(wanted.keys())
            .setRevision(before.map(DeviceRecord::getRevision).orElse(0L) + 1)
            .setUpdatedMicros(ChronoUnit.MICROS.between(Instant.EPOCH, now))
            .setUpdatedBy(by)
            .build();
    long revision = table.put(wanted.deviceId(), record, expected);
    return new Entry<>(record, revision, now.toEpochMilli());
  }

  /** Removes an entry; the device becomes an unregistered one. */
  public void remove(String deviceId, long expected) {
    table.remove(deviceId, expected);
  }

  /** How many entries there are of each state, for metrics. */
  public Map<String, Long> counts() {
    return table.read(
        all ->
            all.values().stream()
                .collect(
                    Collectors.groupingBy(
                        entry -> entry.value().getState(), TreeMap::new, Collectors.counting())));
  }
}
