package org.cbnet.edge.spool;

/**
 * Hears once what became of an appended batch. Called by the spool's own thread; must not block and
 * must not call the spool.
 */
public interface StoreListener {
  /** Where nobody waits. */
  StoreListener NONE =
      new StoreListener() {
        @Override
        public void stored() {}

        @Override
        public void lost(String reason) {}
      };

  /** The batch is in the spool, as durably as the spool was told to be. */
  void stored();

  /** The batch is not in the spool and nobody may rely on it, though it may still leave. */
  void lost(String reason);
}
