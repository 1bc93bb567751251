package org.cbnet.edge.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a spool knows without looking at its file: every entry's place, the payloads of some, and
 * how far the file lags behind. Used under the spool's lock; never touches the disk.
 *
 * <p>An entry is at first pending, which is: only here. It becomes stored with the transaction that
 * writes it, and may leave or be dropped before or after that; then its position is gone, and the
 * next transaction takes it out of the file.
 */
final class SpoolState {
  private final Ledgers ledgers;
  private final long firstPosition;
  private final Ranges held = new Ranges();
  private final TreeMap<Long, StoredEntry> pending = new TreeMap<>();
  private final PayloadCache cache = new PayloadCache();
  private final TreeMap<Long, Held> out = new TreeMap<>();
  private final StoreWaiters waiters = new StoreWaiters();
  private final Ranges gone = new Ranges();
  private long goneBytes;
  private long bytes;
  private long pendingBytes;
  private long nextPosition;
  private long storedUpTo;
  private long takenOut = -1;
  private Optional<String> trouble = Optional.empty();

  /**
   * A state of what a file holds.
   *
   * @throws IllegalStateException where that is not consistent
   */
  SpoolState(SpoolFile.Content content, BootKey boot) {
    long behind = content.entries().stream().mapToLong(Held::position).max().orElse(-1) + 1;
    // Above whatever an older boot may have left in a file that can't be read now.
    nextPosition = Math.max(behind, boot.bootNumber() << Integer.SIZE);
    firstPosition = nextPosition;
    storedUpTo = nextPosition - 1;
    ledgers = new Ledgers(content, boot, firstPosition);
    hold(content);
  }

  /**
   * Takes over what a file holds that could not be read before.
   *
   * @throws IllegalStateException where that is not consistent, or newer than what is here
   */
  void merge(SpoolFile.Content content) {
    if (content.entries().stream().anyMatch(entry -> entry.position() >= firstPosition)) {
      throw new IllegalStateException("the file holds entries that came later");
    }
    ledgers.merge(content);
    hold(content);
  }

  private void hold(SpoolFile.Content content) {
    for (Held entry : content.entries()) {
      held.add(entry.position(), entry.position());
      bytes += entry.bytes();
    }
  }

  /** Why the file can't be written; empty where it can. */
  Optional<String> trouble() {
    return trouble;
  }

  void setTrouble(Optional<String> reason) {
    trouble = reason;
  }

  Ledgers ledgers() {
    return ledgers;
  }

  long nextPosition() {
    return nextPosition;
  }

  /** Bytes of all entries. */
  long bytes() {
    return bytes;
  }

  /** Bytes of entries that no file holds yet. */
  long pendingBytes() {
    return pendingBytes;
  }

  /** Bytes of entries that the file still holds though they are gone. */
  long goneBytes() {
    return goneBytes;
  }

  int entries() {
    return (int) Math.min(Integer.MAX_VALUE, held.count());
  }

  void add(StoredEntry entry, StoreListener listener) {
    waiters.add(entry.position(), listener);
    pending.put(entry.position(), entry);
    held.add(entry.position(), entry.position());
    ledgers.of(entry.held()).hold(entry.held());
    bytes += entry.held().bytes();
    pendingBytes += entry.held().bytes();
    nextPosition = entry.position() + 1;
  }

  /**
   * The oldest entry behind a position, from now on spared; only stored ones while the file can be
   * written.
   */
  OptionalLong takeOut(long after) {
    OptionalLong found = held.higher(after);
    if (found.isEmpty() || (trouble.isEmpty() && found.getAsLong() > storedUpTo)) {
      return OptionalLong.empty();
    }
    takenOut = Math.max(takenOut, found.getAsLong());
    return found;
  }

  /** An entry whose payload is here; null where it is not. */
  StoredEntry find(long position) {
    StoredEntry entry = pending.get(position);
    return entry == null ? cache.find(position) : entry;
  }

  void noteOut(Held entry) {
    if (held.contains(entry.position())) {
      out.put(entry.position(), entry);
    }
  }

  long takenOut() {
    return takenOut;
  }

  /** Keeps payloads that were read, as far as there is room for them. */
  void cache(List<StoredEntry> entries) {
    cache.add(entries, held);
  }

  void acknowledge(long through) {
    while (!out.isEmpty() && out.firstKey() <= through) {
      Held entry = out.firstEntry().getValue();
      ledgers.of(entry).acknowledged(entry);
      remove(entry);
    }
  }

  void discard(long position) {
    Held entry = out.get(position);
    if (entry != null) {
      drop(entry);
    }
  }

  /** Position of the oldest entry that may be dropped; empty where all are spared. */
  OptionalLong oldestDroppable() {
    OptionalLong oldest = held.higher(takenOut);
    return oldest.isPresent() && oldest.getAsLong() < nextPosition - 1
        ? oldest
        : OptionalLong.empty();
  }

  boolean isDroppable(long position) {
    return position > takenOut && position < nextPosition - 1 && held.contains(position);
  }

  void drop(Held entry) {
    ledgers.drop(entry);
    waiters.dropped(entry.position());
    remove(entry);
  }

  /** Who waits for what. */
  StoreWaiters waiters() {
    return waiters;
  }

  /** The oldest pending entry that may be dropped; null where there is none. */
  Held oldestPending() {
    Map.Entry<Long, StoredEntry> oldest = pending.higherEntry(takenOut);
    return oldest == null ? null : oldest.getValue().held();
  }

  /**
   * Everything that the file must still learn. All of it, because the ledgers' rows count what is
   * held: they are true only together with every entry.
   */
  SpoolChange takeChange() {
    List<Ranges.Range> taken = gone.list();
    long takenBytes = goneBytes;
    gone.clear();
    goneBytes = 0;
    return new SpoolChange(
        List.copyOf(pending.values()),
        taken,
        takenBytes,
        ledgers.takeChanged(),
        ledgers.takeForgotten(),
        ledgers.takeUnannounced());
  }

  /** A change is in the file. */
  void written(SpoolChange change) {
    List<StoredEntry> left = new ArrayList<>();
    for (StoredEntry entry : change.added()) {
      if (pending.remove(entry.position()) != null) {
        pendingBytes -= entry.held().bytes();
        left.add(entry);
      }
    }
    storedUpTo = Math.max(storedUpTo, change.lastAdded());
    cache.add(left, held);
  }

  /** A change is not in the file. */
  void restore(SpoolChange change) {
    change.gone().forEach(gone::add);
    goneBytes += change.goneBytes();
    ledgers.restore(change);
  }

  /**
   * The file is lost, and with it every entry whose payload is not here; all else is pending again.
   *
   * @return entries that are lost
   */
  long loseFile() {
    long before = held.count();
    List<StoredEntry> survivors =
        Stream.concat(cache.all().stream(), pending.values().stream()).toList();
    ledgers.loseAllBut(survivors.stream().map(StoredEntry::held).toList());
    held.clear();
    pending.clear();
    cache.clear();
    bytes = 0;
    gone.clear();
    goneBytes = 0;
    for (StoredEntry entry : survivors) {
      pending.put(entry.position(), entry);
      held.add(entry.position(), entry.position());
      bytes += entry.held().bytes();
    }
    pendingBytes = bytes;
    out.keySet().removeIf(position -> !pending.containsKey(position));
    storedUpTo = pending.isEmpty() ? storedUpTo : pending.firstKey() - 1;
    return before - held.count();
  }

  private void remove(Held entry) {
    long position = entry.position();
    held.remove(position, position);
    gone.add(position, position);
    bytes -= entry.bytes();
    if (pending.remove(position) != null) {
      pendingBytes -= entry.bytes();
    } else {
      goneBytes += entry.bytes();
    }
    cache.remove(entry);
    out.remove(position);
  }
}
