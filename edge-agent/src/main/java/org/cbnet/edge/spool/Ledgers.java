package org.cbnet.edge.spool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.cbnet.schemas.record.SequenceRange;

/** The ledgers of this boot and of older ones. Used under the spool's lock. */
final class Ledgers {
  /** Keeps a record far below the broker's limit; further ranges wait for the next one. */
  static final int MAX_RANGES = 1_000;

  private final TreeMap<Long, Ledger> byId = new TreeMap<>();
  private final Ledger current;
  private final Set<Long> forgotten = new HashSet<>();
  private boolean unannouncedChanged;

  /** The ledgers of a file that was opened, and a new one for this boot. */
  Ledgers(SpoolFile.Content content, BootKey boot, long firstPosition) {
    merge(content);
    // As unique as positions are, so that ledgers of a file that is read later don't collide.
    current = new Ledger(firstPosition, boot);
    byId.put(current.id(), current);
  }

  /**
   * Adds what a file holds of older boots.
   *
   * @throws IllegalStateException where its counters and its entries do not agree
   */
  void merge(SpoolFile.Content content) {
    for (LedgerRow row : content.ledgers()) {
      if (byId.put(row.id(), new Ledger(row)) != null) {
        throw new IllegalStateException("ledger %d is there twice".formatted(row.id()));
      }
    }
    content.entries().forEach(entry -> of(entry).found(entry));
    for (SpoolChange.Unannounced each : content.unannounced()) {
      of(each.ledger()).unannounced(each.energy()).add(each.range());
    }
    byId.values().forEach(Ledger::counters);
  }

  Ledger current() {
    return current;
  }

  Ledger of(Held entry) {
    return of(entry.ledger());
  }

  private Ledger of(long id) {
    Ledger ledger = byId.get(id);
    if (ledger == null) {
      throw new IllegalStateException("there is no ledger " + id);
    }
    return ledger;
  }

  /** Takes ranges that the current boot's next record is to announce, each only once. */
  List<SequenceRange> announce(boolean energy) {
    List<SequenceRange> ranges = new ArrayList<>();
    for (Ledger ledger : byId.values()) {
      Ranges lost = ledger.unannounced(energy);
      // The wire names a boot, not an installation: of another one only the counters tell.
      if (!lost.isEmpty() && ledger.boot().installId().equals(current.boot().installId())) {
        Long boot = ledger == current ? null : ledger.boot().bootNumber();
        lost.take(MAX_RANGES - ranges.size()).stream()
            .map(range -> new SequenceRange(boot, range.first(), range.last()))
            .forEach(ranges::add);
        unannouncedChanged = true;
      }
    }
    return ranges;
  }

  /** Counts an entry as dropped; what it announced is to be announced again. */
  void drop(Held entry) {
    Ledger ledger = of(entry);
    ledger.dropped(entry);
    unannouncedChanged = true;
    for (SequenceRange range : entry.announced()) {
      Long boot = range.getBootNumber();
      byId.values().stream()
          .filter(each -> boot == null ? each == ledger : isOf(each, ledger, boot))
          .findFirst()
          .ifPresent(each -> each.announceAgain(entry.isEnergy(), range));
    }
  }

  void refuse(boolean energy, long first, long last) {
    current.refused(energy, first, last);
    unannouncedChanged = true;
  }

  /** Gives up everything but these entries. */
  void loseAllBut(List<Held> survivors) {
    for (Ledger ledger : byId.values()) {
      ledger.loseAllBut(survivors.stream().filter(entry -> entry.ledger() == ledger.id()).toList());
      ledger.noteChanged();
    }
    unannouncedChanged = true;
  }

  /** Forgets an older boot of which nothing is left. */
  void forget(String installId, long bootNumber) {
    byId.values().stream()
        .filter(each -> each != current && each.drained() && !isToAnnounce(each))
        .filter(each -> each.boot().installId().equals(installId))
        .filter(each -> each.boot().bootNumber() == bootNumber)
        .map(Ledger::id)
        .toList()
        .forEach(
            id -> {
              byId.remove(id);
              forgotten.add(id);
            });
  }

  /** Counters of every boot, this one's last. */
  List<SpoolCounters> counters() {
    return byId.values().stream().map(Ledger::counters).toList();
  }

  /** Takes the rows that changed since the last time. */
  List<LedgerRow> takeChanged() {
    List<Ledger> changed = byId.values().stream().filter(Ledger::changed).toList();
    changed.forEach(Ledger::noteWritten);
    return changed.stream().map(Ledger::row).toList();
  }

  List<Long> takeForgotten() {
    List<Long> taken = List.copyOf(forgotten);
    forgotten.clear();
    return taken;
  }

  /** Takes all numbers that are still to be announced; null where they did not change. */
  List<SpoolChange.Unannounced> takeUnannounced() {
    if (!unannouncedChanged) {
      return null;
    }
    unannouncedChanged = false;
    List<SpoolChange.Unannounced> all = new ArrayList<>();
    for (Ledger ledger : byId.values()) {
      for (boolean energy : new boolean[] {false, true}) {
        ledger
            .unannounced(energy)
            .list()
            .forEach(range -> all.add(new SpoolChange.Unannounced(ledger.id(), energy, range)));
      }
    }
    return all;
  }

  /** What was taken was not written: it is to be taken again. */
  void restore(SpoolChange change) {
    change.ledgers().stream()
        .map(row -> byId.get(row.id()))
        .filter(Objects::nonNull)
        .forEach(Ledger::noteChanged);
    forgotten.addAll(change.forgotten());
    unannouncedChanged |= change.unannounced() != null;
  }

  // The wire can't name another installation's boots: their losses are told by the counters alone.
  private boolean isToAnnounce(Ledger ledger) {
    return ledger.hasUnannounced() && ledger.boot().installId().equals(current.boot().installId());
  }

  private static boolean isOf(Ledger ledger, Ledger sameInstall, long bootNumber) {
    return ledger.boot().installId().equals(sameInstall.boot().installId())
        && ledger.boot().bootNumber() == bootNumber;
  }
}
