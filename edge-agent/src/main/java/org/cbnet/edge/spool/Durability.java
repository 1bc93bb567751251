package org.cbnet.edge.spool;

/** What a power cut may take. Neither loses anything when only the process dies. */
public enum Durability {
  /** Nothing that is stored: the disk is synchronised with every transaction. */
  EVERY_BATCH,
  /** What was stored since the last synchronisation. */
  INTERVAL
}
