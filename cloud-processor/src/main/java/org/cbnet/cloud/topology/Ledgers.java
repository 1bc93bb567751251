package org.cbnet.cloud.topology;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.conservation.Counter;
import org.cbnet.cloud.conservation.PartitionTotals;
import org.cbnet.cloud.dedup.BootFloor;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.dedup.Sightings;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.record.SequenceRange;

/**
 * Remembers what records say of boots, each boot's ledger read and written once a change. As safe
 * for threads as its stores.
 */
public final class Ledgers {
  private final KeyValueStore<BootId, BootLedger> boots;
  private final KeyValueStore<BootId, BootFloor> floors;
  private final long keptMillis;

  /**
   * @param maxReplayAge twice this after its last record a boot is forgotten, where the
   *     installation has a newer one
   */
  Ledgers(ProcessingContext context, Duration maxReplayAge) {
    this(CloudStores.BOOTS.of(context), CloudStores.BOOT_FLOORS.of(context), maxReplayAge);
  }

  /** The same over stores of any kind. */
  public Ledgers(
      KeyValueStore<BootId, BootLedger> boots,
      KeyValueStore<BootId, BootFloor> floors,
      Duration maxReplayAge) {
    this.boots = Objects.requireNonNull(boots, "boots is null");
    this.floors = Objects.requireNonNull(floors, "floors is null");
    this.keptMillis = 2 * maxReplayAge.toMillis();
  }

  /** Whether a boot's numbers are forgotten, so that nobody knows which are new. */
  boolean isForgotten(BootId id, long appendMillis) {
    BootLedger ledger = boots.get(id);
    if (ledger != null && !isOld(ledger, appendMillis)) {
      return false;
    }
    BootFloor floor = floors.get(BootFloor.key(id));
    return floor != null
        && (ledger == null
            ? id.bootNumber() < floor.floor()
            : id.bootNumber() < floor.newestBoot());
  }

  /** Forgets a boot that is too old, unless it is its installation's newest; counts what it had. */
  void forget(BootId id, BootLedger ledger, long nowMillis, PartitionTotals totals) {
    BootFloor floor = floors.get(BootFloor.key(id));
    if (!isOld(ledger, nowMillis) || floor == null || id.bootNumber() >= floor.newestBoot()) {
      return;
    }
    Sightings results = ledger.results();
    totals.add(Counter.RESULTS_ACCEPTED_OF_EXPIRED_BOOTS, results.accepted());
    totals.add(Counter.RESULTS_RECEIVED_OF_EXPIRED_BOOTS, results.received());
    totals.add(Counter.RESULTS_ACKNOWLEDGED_OF_EXPIRED_BOOTS, results.acknowledged());
    totals.add(Counter.RESULTS_LOST_OF_EXPIRED_BOOTS, results.lost());
    Sightings energy = ledger.energySamples();
    totals.add(Counter.ENERGY_ACCEPTED_OF_EXPIRED_BOOTS, energy.accepted());
    totals.add(Counter.ENERGY_RECEIVED_OF_EXPIRED_BOOTS, energy.received());
    totals.add(Counter.ENERGY_ACKNOWLEDGED_OF_EXPIRED_BOOTS, energy.acknowledged());
    totals.add(Counter.ENERGY_LOST_OF_EXPIRED_BOOTS, energy.lost());
    floors.put(BootFloor.key(id), floor.above(id.bootNumber()));
    boots.put(id, null);
  }

  private boolean isOld(BootLedger ledger, long nowMillis) {
    return nowMillis - ledger.lastAppendMillis() > keptMillis;
  }

  private BootLedger opened(BootId id) {
    BootFloor floor = floors.get(BootFloor.key(id));
    if (floor == null || floor.newestBoot() < id.bootNumber()) {
      long above = floor == null ? 0 : floor.floor();
      floors.put(BootFloor.key(id), new BootFloor(id.bootNumber(), above));
    }
    return BootLedger.empty();
  }

  /** Changes a boot's ledger, and answers what the change answers. */
  <T> T change(BootId id, long appendMillis, Function<BootLedger, T> change) {
    BootLedger ledger = boots.get(id);
    if (ledger == null) {
      ledger = opened(id);
    }
    T answer = change.apply(ledger);
    ledger.touch(appendMillis);
    boots.put(id, ledger);
    return answer;
  }

  /**
   * Remembers a record's numbers, and before them what it says was given up, of whichever boot.
   *
   * @param own boot of the record
   * @param ranges given up
   * @param appendMillis append time of the record, milliseconds since 1970
   * @param kind of the numbers
   * @param remember takes the record's own numbers
   * @return what {@code remember} answers
   */
  public Optional<List<SequenceSpan>> remember(
      BootId own,
      List<SequenceRange> ranges,
      long appendMillis,
      Function<BootLedger, Sightings> kind,
      Function<Sightings, Optional<List<SequenceSpan>>> remember) {
    if (!ranges.isEmpty()) {
      drop(own, ranges, appendMillis, kind);
    }
    return change(own, appendMillis, ledger -> remember.apply(kind.apply(ledger)));
  }

  private void drop(
      BootId own,
      List<SequenceRange> ranges,
      long appendMillis,
      Function<BootLedger, Sightings> kind) {
    TreeMap<Long, List<SequenceRange>> byBoot =
        ranges.stream()
            .collect(
                Collectors.groupingBy(
                    range -> Objects.requireNonNullElse(range.getBootNumber(), own.bootNumber()),
                    TreeMap::new,
                    Collectors.toList()));
    byBoot.forEach(
        (bootNumber, of) -> {
          BootId id = new BootId(own.deviceId(), own.installId(), bootNumber);
          if (!isForgotten(id, appendMillis)) {
            change(
                id,
                appendMillis,
                ledger -> {
                  of.forEach(
                      range ->
                          kind.apply(ledger)
                              .drop(new SequenceSpan(range.getFirst(), range.getLast())));
                  return ledger;
                });
          }
        });
  }
}
