package org.cbnet.edge.capture.directory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files that were seen: settling, ready, or taken. A file is ready when it has not changed for the
 * settle time, by the monotonic clock, whatever its own times say.
 */
final class Arrivals {
  private static final Comparator<Arrival> BY_NAME = Comparator.comparing(Arrival::name);
  private static final Comparator<Arrival> BY_TIME =
      Comparator.<Arrival>comparingLong(arrival -> arrival.version().modifiedMillis())
          .thenComparing(BY_NAME);

  private final long settleNanos;
  // In the order in which they were seen to change, so that the first is the next to be ready.
  private final Map<String, Settling> settling = new LinkedHashMap<>();
  private final Map<String, Arrival> readyByName = new HashMap<>();
  private final TreeSet<Arrival> ready;
  private final Map<String, FileVersion> taken = new HashMap<>();

  Arrivals(FileOrder order, long settleNanos) {
    this.ready = new TreeSet<>(order == FileOrder.NAME ? BY_NAME : BY_TIME);
    this.settleNanos = settleNanos;
  }

  /** A file as it was found. */
  record Arrival(String name, FileVersion version) {}

  private record Settling(FileVersion version, long sinceNanos) {}

  /** Notes a file as it is now. */
  void see(String name, FileVersion version, long nowNanos) {
    if (version.equals(known(name))) {
      return;
    }
    forget(name);
    settling.put(name, new Settling(version, nowNanos));
  }

  private FileVersion known(String name) {
    Settling unsettled = settling.get(name);
    if (unsettled != null) {
      return unsettled.version();
    }
    Arrival waiting = readyByName.get(name);
    return waiting != null ? waiting.version() : taken.get(name);
  }

  /** Forgets a file that waits; it is gone. */
  void forget(String name) {
    settling.remove(name);
    Arrival waiting = readyByName.remove(name);
    if (waiting != null) {
      ready.remove(waiting);
    }
  }

  /** Takes out the first of the files that are ready. */
  Optional<Arrival> next(long nowNanos) {
    Iterator<Map.Entry<String, Settling>> oldest = settling.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<String, Settling> entry = oldest.next();
      if (nowNanos - entry.getValue().sinceNanos() < settleNanos) {
        break;
      }
      Arrival arrival = new Arrival(entry.getKey(), entry.getValue().version());
      ready.add(arrival);
      readyByName.put(arrival.name(), arrival);
      oldest.remove();
    }
    Optional<Arrival> first = Optional.ofNullable(ready.pollFirst());
    first.ifPresent(arrival -> readyByName.remove(arrival.name()));
    return first;
  }

  /** Nanoseconds until another file can be ready; for ever where none settles. */
  long untilReadyNanos(long nowNanos) {
    return settling.isEmpty()
        ? Long.MAX_VALUE
        : settling.values().iterator().next().sinceNanos() + settleNanos - nowNanos;
  }

  /** From now on this version of the file is not taken again. */
  void taken(Arrival arrival) {
    taken.put(arrival.name(), arrival.version());
  }

  /** This version may be taken again, should it still be there. */
  void release(Arrival arrival) {
    taken.remove(arrival.name(), arrival.version());
  }

  /** Forgets that files were taken which are not there any more. */
  void retain(Set<String> there) {
    taken.keySet().retainAll(there);
  }
}
