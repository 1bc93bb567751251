package org.cbnet.edge.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who waits for which entry to be stored; each is told once. Used under the spool's lock. */
final class StoreWaiters {
  private final Map<Long, StoreListener> waiting = new HashMap<>();
  private final List<StoreListener> disappointed = new ArrayList<>();

  void add(long position, StoreListener listener) {
    if (listener != StoreListener.NONE) {
      waiting.put(position, listener);
    }
  }

  /** An entry was dropped; who waits for it is to be told. */
  void dropped(long position) {
    StoreListener listener = waiting.remove(position);
    if (listener != null) {
      disappointed.add(listener);
    }
  }

  /** Takes who waited for entries that are stored now. */
  List<StoreListener> takeStored(List<StoredEntry> entries) {
    List<StoreListener> told = new ArrayList<>();
    for (StoredEntry entry : waiting.isEmpty() ? List.<StoredEntry>of() : entries) {
      StoreListener listener = waiting.remove(entry.position());
      if (listener != null) {
        told.add(listener);
      }
    }
    return told;
  }

  /** Takes who waited for entries that were dropped before they were stored. */
  List<StoreListener> takeDisappointed() {
    List<StoreListener> told = List.copyOf(disappointed);
    disappointed.clear();
    return told;
  }

  /** Takes everybody who still waits. */
  List<StoreListener> takeAll() {
    List<StoreListener> told = List.copyOf(waiting.values());
    waiting.clear();
    return told;
  }
}
