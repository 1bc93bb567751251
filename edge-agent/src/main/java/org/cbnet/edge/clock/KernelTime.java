package org.cbnet.edge.clock;

/**
 * The kernel's word on its wall clock; constants of {@code <sys/timex.h>}.
 *
 * @param state what adjtimex(2) returns: {@code TIME_OK} to {@code TIME_ERROR}
 * @param status the bits {@code STA_...}
 */
record KernelTime(int state, int status) {
  static final int TIME_OK = 0;
  static final int TIME_ERROR = 5;
  static final int STA_UNSYNC = 0x0040;

  /**
   * Whether somebody keeps the clock right. The kernel takes that back by itself when it was set by
   * hand, and when nobody has corrected it for about nine hours.
   */
  boolean synced() {
    return state != TIME_ERROR && (status & STA_UNSYNC) == 0;
  }
}
