package org.cbnet.edge.spool;

import java.util.Objects;

/** An entry with its payload, encoded; whoever gets it must not write to the array. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredEntry(Held held, byte[] payload) {
  /** Stands for a payload that is not what was written; no record decodes from it. */
  static final byte[] ROTTEN = {};

  StoredEntry {
    Objects.requireNonNull(held, "held is null");
    Objects.requireNonNull(payload, "payload is null");
  }

  long position() {
    return held.position();
  }
}
