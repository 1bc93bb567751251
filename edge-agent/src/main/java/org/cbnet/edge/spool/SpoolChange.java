package org.cbnet.edge.spool;

import java.util.List;

/**
 * What one transaction writes: all of it or nothing.
 *
 * @param added entries behind all others
 * @param gone positions of entries that left or were dropped; some may never have been written
 * @param goneBytes that they take
 * @param ledgers rows that changed
 * @param forgotten ledgers that nobody needs any more
 * @param unannounced every number whose loss is still to be told; null where that did not change
 */
record SpoolChange(
    List<StoredEntry> added,
    List<Ranges.Range> gone,
    long goneBytes,
    List<LedgerRow> ledgers,
    List<Long> forgotten,
    List<Unannounced> unannounced) {

  /** Numbers of one boot whose loss is still to be announced. */
  record Unannounced(long ledger, boolean energy, Ranges.Range range) {}

  boolean isEmpty() {
    return added.isEmpty() && gone.isEmpty() && ledgers.isEmpty() && forgotten.isEmpty();
  }

  /** Position of the last entry that it adds; -1 where it adds none. */
  long lastAdded() {
    return added.isEmpty() ? -1 : added.get(added.size() - 1).position();
  }
}
