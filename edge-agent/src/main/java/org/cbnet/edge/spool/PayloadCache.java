package org.cbnet.edge.spool;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * Payloads of stored entries that are kept in memory, so that a spool that is nearly empty reads
 * nothing. Used under the spool's lock.
 */
final class PayloadCache {
  static final long MAX_BYTES = 1L << 20;

  private final TreeMap<Long, StoredEntry> entries = new TreeMap<>();
  private long bytes;

  /** Null where it is not here. */
  StoredEntry find(long position) {
    return entries.get(position);
  }

  /** Keeps those that are held still, in their order, as far as there is room for them. */
  void add(List<StoredEntry> candidates, Ranges held) {
    for (StoredEntry entry : candidates) {
      if (bytes + entry.held().bytes() > MAX_BYTES) {
        return;
      }
      if (held.contains(entry.position()) && entries.put(entry.position(), entry) == null) {
        bytes += entry.held().bytes();
      }
    }
  }

  void remove(Held entry) {
    if (entries.remove(entry.position()) != null) {
      bytes -= entry.bytes();
    }
  }

  /** Oldest first. */
  Collection<StoredEntry> all() {
    return entries.values();
  }

  void clear() {
    entries.clear();
    bytes = 0;
  }
}
