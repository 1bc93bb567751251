package org.cbnet.edge.capture;

/**
 * Hears once what became of a frame. Called by the spool's own thread; must not block and must not
 * call the spool.
 */
public interface Receipt {
  /** Where nobody wants to know. */
  Receipt NONE =
      new Receipt() {
        @Override
        public boolean urgent() {
          return false;
        }

        @Override
        public void stored(StoredResult result) {}

        @Override
        public void lost(String reason) {}
      };

  /** Whether somebody waits, so that the result must not linger for others to leave with it. */
  boolean urgent();

  /** The frame's result is in the spool, as durably as the spool was told to be. */
  void stored(StoredResult result);

  /**
   * The frame's result is not in the spool and nobody may rely on it, though it may still leave.
   */
  void lost(String reason);
}
