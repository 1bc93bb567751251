package org.cbnet.experiments.bench.dedup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.cloud.dedup.BootFloor;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.BootLedger;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.cloud.store.CloudStores;
import org.cbnet.cloud.topology.Ledgers;

/**
 * The product's ledgers over a store that behaves as the processor's: live rows, written in their
 * stored form at each commit, and read back after a restart.
 */
final class Product {
  private static final Duration MAX_REPLAY_AGE = Duration.ofDays(7);

  private final CommittedMap<BootId, BootLedger> boots = new CommittedMap<>(CloudStores.BOOTS);
  private final CommittedMap<BootId, BootFloor> floors =
      new CommittedMap<>(CloudStores.BOOT_FLOORS);
  private final Ledgers ledgers = new Ledgers(boots, floors, MAX_REPLAY_AGE);
  private long appendMillis;

  /** The numbers of a message that were new, or nothing where it can't be remembered. */
  Optional<List<Long>> take(Message message) {
    return ledgers
        .remember(
            message.boot(),
            message.droppedRanges(),
            ++appendMillis,
            message.energy() ? BootLedger::energySamples : BootLedger::results,
            sightings ->
                message.refused()
                    ? sightings.refuse(message.numbers())
                    : sightings.accept(message.numbers()))
        .map(Product::numbers);
  }

  void commit() {
    boots.commit();
    floors.commit();
  }

  /** Loses everything since the last commit. */
  void restart() {
    boots.restart();
    floors.restart();
  }

  /** Where a boot's ledger stands; null where nothing was heard of it. */
  BootLedger read(BootId id) {
    return boots.get(id);
  }

  private static List<Long> numbers(List<SequenceSpan> spans) {
    List<Long> numbers = new ArrayList<>();
    for (SequenceSpan span : spans) {
      for (long number = span.first(); number <= span.last(); number++) {
        numbers.add(number);
      }
    }
    return numbers;
  }
}
