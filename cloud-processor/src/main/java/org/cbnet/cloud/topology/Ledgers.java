package org.cbnet.cloud.topology;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.dedup.Sightings;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.schemas.record.SequenceRange;

/** Remembers what records say of boots, each boot's ledger read and written once a change. */
final class Ledgers {
  private final KeyValueStore<BootId, BootLedger> boots;

  Ledgers(ProcessingContext context) {
    this.boots = CloudStores.BOOTS.of(context);
  }

  /** Changes a boot's ledger, and answers what the change answers. */
  <T> T change(BootId id, Arrival arrival, Function<BootLedger, T> change) {
    BootLedger ledger = Optional.ofNullable(boots.get(id)).orElseGet(BootLedger::empty);
    T answer = change.apply(ledger);
    ledger.touch(arrival.appendMillis());
    boots.put(id, ledger);
    return answer;
  }

  /**
   * Remembers a record's numbers, and before them what it says was given up, of whichever boot.
   *
   * @param own boot of the record
   * @param ranges given up
   * @param kind of the numbers
   * @param remember takes the record's own numbers
   */
  Optional<List<SequenceSpan>> remember(
      BootId own,
      List<SequenceRange> ranges,
      Arrival arrival,
      Function<BootLedger, Sightings> kind,
      Function<Sightings, Optional<List<SequenceSpan>>> remember) {
    TreeMap<Long, List<SequenceRange>> byBoot =
        ranges.stream()
            .collect(
                Collectors.groupingBy(
                    range -> Objects.requireNonNullElse(range.getBootNumber(), own.bootNumber()),
                    TreeMap::new,
                    Collectors.toList()));
    byBoot.forEach(
        (bootNumber, of) ->
            change(
                new BootId(own.deviceId(), own.installId(), bootNumber),
                arrival,
                ledger -> {
                  of.forEach(
                      range ->
                          kind.apply(ledger)
                              .drop(new SequenceSpan(range.getFirst(), range.getLast())));
                  return ledger;
                }));
    return change(own, arrival, ledger -> remember.apply(kind.apply(ledger)));
  }
}
